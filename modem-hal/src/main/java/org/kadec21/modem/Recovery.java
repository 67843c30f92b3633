package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.ResetLadder.Event;
import org.kadec21.modem.ResetLadder.Move;
import org.kadec21.modem.ResetLadder.State;
import org.kadec21.modem.Rung.Means;

import java.time.Duration;
import java.util.Optional;

/// Climbs the [ResetLadder] on one line and board.
final class Recovery {

    /// V.250's escape wants silence around `+++`; 1 s is the default of S12.
    private static final Duration GUARD = Duration.ofMillis(1100);

    /// V.250 6.3.4 S25: a drop of DTR counts after 1 s at most.
    private static final Duration DTR_DOWN = Duration.ofMillis(1200);

    /// One more than the largest payload a dialect announces.
    private static final int FILL_BYTES = 1501;

    private static final String ESC = "\u001b";

    private final Board board;
    private final ModuleLine line;
    private final ResetLadder ladder;
    private State state = ResetLadder.FOOT;
    private long heardBefore;
    private boolean sawFrames;

    Recovery(Board board, ModuleLine line, ResetLadder ladder) {
        this.board = board;
        this.line = line;
        this.ladder = ladder;
    }

    /// Why nothing is tried at this moment, when the module is being left alone.
    Optional<Step.Failed<Means>> resting() {
        return state instanceof State.Resting(Deadline until, _) && !board.time().isOver(until)
                ? Optional.of(givenUp(Cause.MODULE, until))
                : Optional.empty();
    }

    /// Climbs until the module answers.
    ///
    /// @return the means that helped
    Step<Means> climb(Deadline deadline) {
        heardBefore = line.heardBytes();
        sawFrames = false;
        Move move = on(new Event.Begun(line.busyUntil()));
        while (true) {
            Event event;
            switch (move.command()) {
                case ResetLadder.Command.Apply(Means means) ->
                        event = tried(apply(means, deadline), deadline);
                case ResetLadder.Command.Wait(Duration span) -> {
                    line.pause(span, deadline);
                    event = tried(new Event.Waited(), deadline);
                }
                case ResetLadder.Command.Probe(Deadline until) ->
                        event = tried(probe(until, deadline), deadline);
                case ResetLadder.Command.Finish(Means helped) -> {
                    board.journal().event("module.answers", "after", helped.toString());
                    return new Step.Done<>(helped);
                }
                case ResetLadder.Command.Break(Means reached) -> {
                    return outOfTime(reached);
                }
                case ResetLadder.Command.GiveUp(Deadline until) -> {
                    return givenUp(line.isOpen() ? Cause.MODULE : Cause.PORT, until);
                }
            }
            move = on(event);
        }
    }

    private Move on(Event event) {
        boolean rested = state instanceof State.Resting;
        Move move = ladder.on(state, event, Deadline.at(board.time().nanos()));
        state = move.state();
        if (!rested && state instanceof State.Resting(_, int failures)) {
            board.journal().event("module.silent", "failures", failures);
        }
        return move;
    }

    private Event tried(Event event, Deadline deadline) {
        boolean decided = event instanceof Event.Answered || event instanceof Event.PortLost;
        return board.time().isOver(deadline) && !decided ? new Event.OutOfTime() : event;
    }

    private Event apply(Means means, Deadline deadline) {
        boolean applied =
                switch (means) {
                    case RESYNC -> true;
                    case ESCAPE -> escape(deadline);
                    case HANG_UP -> hangUp(deadline);
                    case REINITIALISE ->
                            line.interject("ATZ\r", deadline)
                                    && paused(deadline)
                                    && line.interject("AT&F\r", deadline);
                    case RESTART -> line.interject("AT+CFUN=1,1\r", deadline);
                    case POWER_KEY -> board.modulePower().pressPowerKey();
                    case REOPEN -> closed();
                    case RESET_LINE -> reset(board.modulePower().pulseReset());
                    case POWER_CYCLE -> reset(board.modulePower().cycleSupply());
                    case FILL -> line.interject("\r".repeat(FILL_BYTES), deadline);
                };
        return applied ? new Event.Applied() : new Event.Impossible();
    }

    /// No call outlives it.
    private boolean reset(boolean done) {
        sawFrames &= !done;
        return done;
    }

    private boolean escape(Deadline deadline) {
        line.pause(GUARD, deadline);
        boolean written = line.interject("+++", deadline);
        line.pause(GUARD, deadline);
        return written && line.interject(ESC, deadline);
    }

    private boolean hangUp(Deadline deadline) {
        line.setDtr(false);
        line.pause(DTR_DOWN, deadline);
        line.setDtr(true);
        return line.interject("ATH\r", deadline);
    }

    /// Probing opens it again.
    private boolean closed() {
        line.close("it may only seem open");
        return true;
    }

    private boolean paused(Deadline deadline) {
        line.pause(Duration.ofMillis(300), deadline);
        return true;
    }

    private Event probe(Deadline until, Deadline deadline) {
        if (!line.isOpen()) {
            reopen(until.earlier(deadline));
        }
        return switch (line.probe(until.earlier(deadline))) {
            case Reply.Ok _ -> new Event.Answered();
            case Reply.DataMode _ -> {
                sawFrames = true;
                yield new Event.InDataMode();
            }
            case Reply.Restarted _ -> {
                sawFrames = false;
                yield new Event.Restarted();
            }
            case Reply.Dead _ -> {
                sawFrames = false;
                yield new Event.PortLost();
            }
            case Reply.Refusal _,
                    Reply.Connect _,
                    Reply.Silence _,
                    Reply.OutOfStep _,
                    Reply.Unreadable _ ->
                    new Event.Silent(line.heardBytes() > heardBefore);
        };
    }

    /// A module that was reset takes its USB port along, for some seconds.
    private void reopen(Deadline until) {
        while (line.open(until) instanceof Step.Failed<?> && !board.time().isOver(until)) {
            line.pause(Duration.ofSeconds(1), until);
        }
    }

    private Step<Means> outOfTime(Means reached) {
        return new Step.Failed<>(
                line.isOpen() ? Cause.MODULE : Cause.PORT,
                expected() + "the time was over after " + reached,
                "wait: the next attempt goes on from there");
    }

    private Step.Failed<Means> givenUp(Cause cause, Deadline until) {
        return new Step.Failed<>(
                cause,
                expected()
                        + (sawFrames
                                ? "it stays in a data call (PPP frames) that nothing ends"
                                : "nothing of use came whatever was tried")
                        + "; it is left alone for "
                        + Math.ceilDiv(board.time().nanosUntil(until), 1_000_000_000L)
                        + " s",
                sawFrames
                        ? "end the program that dialled on this port, or switch the module off and"
                                + " on"
                        : "check the module's supply, that the configured port is its AT port, and"
                                + " the port's speed");
    }

    private String expected() {
        return "expected the module at " + line.portName() + " to answer AT in step, ";
    }
}
