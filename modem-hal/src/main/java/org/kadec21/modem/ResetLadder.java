package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.Rung.Means;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Brings a module back that does not answer: from the gentlest means to the hardest, each with its
/// own wait and budget, until the module answers in step. At the top it gives up for a while, which
/// doubles each time up to a limit. No I/O: an event in, the next state and the one thing to do
/// out.
///
/// A climb that its caller had no more time for goes on where it stood. A module that may still be
/// busy with a blocking command is given the time that command may take before anything but asking
/// is tried.
final class ResetLadder {

    private final List<Rung> rungs;
    private final Duration firstPause;
    private final Duration longestPause;

    ResetLadder(List<Rung> rungs, Duration firstPause, Duration longestPause) {
        this.rungs = List.copyOf(rungs);
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    static ResetLadder standard() {
        return new ResetLadder(Rung.standard(), Duration.ofSeconds(30), Duration.ofMinutes(15));
    }

    /// Where the ladder stands; `failures` counts how often it gave up in a row.
    sealed interface State {

        int failures();

        /// At its foot, or where the last climb ran out of time.
        record Standing(int rung, int failures) implements State {}

        /// On a rung.
        ///
        /// @param busyUntil when a blocking command has ended at the latest
        /// @param heard whether the module has said anything
        /// @param probeUntil how long the probe of this rung may take, once it has begun
        record Climbing(
                int rung, Deadline busyUntil, boolean heard, Deadline probeUntil, int failures)
                implements State {}

        /// Nothing is tried before `until`.
        record Resting(Deadline until, int failures) implements State {}
    }

    /// What happened.
    sealed interface Event {

        /// Somebody wants the module. It may be busy until then with a command that was given up.
        record Begun(Deadline busyUntil) implements Event {}

        /// The means was applied.
        record Applied() implements Event {}

        /// This board or line has no such means.
        record Impossible() implements Event {}

        /// The wait is over.
        record Waited() implements Event {}

        /// `AT` in step.
        record Answered() implements Event {}

        /// No answer in time.
        record Silent(boolean heard) implements Event {}

        /// The module restarted while it was asked.
        record Restarted() implements Event {}

        /// PPP frames came instead of an answer: what is only a command is not heard.
        record InDataMode() implements Event {}

        /// The port died.
        record PortLost() implements Event {}

        /// The caller has no more time.
        record OutOfTime() implements Event {}
    }

    /// What is to be done next.
    sealed interface Command {

        record Apply(Means means) implements Command {}

        record Wait(Duration span) implements Command {}

        /// Ask until the module answers, opening the port again if it died.
        record Probe(Deadline until) implements Command {}

        /// It answers.
        record Finish(Means helped) implements Command {}

        /// Out of time in the middle.
        record Break(Means reached) implements Command {}

        /// Nothing helps, or nothing is tried yet.
        record GiveUp(Deadline until) implements Command {}
    }

    /// The next state and the next thing to do.
    record Move(State state, Command command) {}

    static final State FOOT = new State.Standing(0, 0);

    Move on(State state, Event event, Deadline now) {
        return switch (state) {
            case State.Standing(int rung, int failures) -> begin(event, rung, failures);
            case State.Resting(Deadline until, int failures) ->
                    now.compareTo(until) < 0
                            ? new Move(state, new Command.GiveUp(until))
                            : begin(event, 0, failures);
            case State.Climbing climbing -> climb(climbing, event, now);
        };
    }

    private Move begin(Event event, int rung, int failures) {
        if (!(event instanceof Event.Begun(Deadline busyUntil))) {
            throw new IllegalStateException("nobody has begun to climb, got " + event);
        }
        return apply(new State.Climbing(rung, busyUntil, false, Deadline.never(), failures));
    }

    private Move climb(State.Climbing at, Event event, Deadline now) {
        Rung rung = rungs.get(at.rung());
        return switch (event) {
            case Event.Begun _ -> throw new IllegalStateException("somebody is climbing already");
            case Event.Applied() -> new Move(at, new Command.Wait(rung.settle()));
            case Event.Waited() -> probe(at, rung, now);
            case Event.Answered() -> new Move(FOOT, new Command.Finish(rung.means()));
            case Event.Restarted() -> probeOn(heard(at), now);
            case Event.Silent(boolean heard) -> next(heard ? heard(at) : at, now);
            case Event.Impossible() -> next(at, now);
            case Event.InDataMode() ->
                    skipTo(heard(at), Means::endsCall).orElseGet(() -> next(heard(at), now));
            case Event.PortLost() ->
                    skipTo(at, Means::isOutOfBand).orElseGet(() -> giveUp(at, now));
            case Event.OutOfTime() ->
                    new Move(
                            new State.Standing(at.rung(), at.failures()),
                            new Command.Break(rung.means()));
        };
    }

    private Move probe(State.Climbing at, Rung rung, Deadline now) {
        Deadline own = now.plus(rung.budget());
        boolean busy = rung.means() == Means.RESYNC && at.busyUntil().compareTo(own) > 0;
        Deadline until = busy ? at.busyUntil() : own;
        return new Move(
                new State.Climbing(at.rung(), at.busyUntil(), at.heard(), until, at.failures()),
                new Command.Probe(until));
    }

    /// A module that restarts while it is asked is asked on, within the same budget.
    private Move probeOn(State.Climbing at, Deadline now) {
        return now.compareTo(at.probeUntil()) < 0
                ? new Move(at, new Command.Probe(at.probeUntil()))
                : next(at, now);
    }

    private Move next(State.Climbing at, Deadline now) {
        int rung = at.rung() + 1;
        while (rung < rungs.size() && isPointless(rungs.get(rung), at)) {
            rung++;
        }
        return rung < rungs.size() ? apply(onRung(at, rung)) : giveUp(at, now);
    }

    private static boolean isPointless(Rung rung, State.Climbing at) {
        return switch (rung.unless()) {
            case NEVER -> false;
            case HEARD -> at.heard();
            case MUTE -> !at.heard();
        };
    }

    /// Straight to the next rung with means like that; empty when there is none.
    private Optional<Move> skipTo(State.Climbing at, Predicate<Means> wanted) {
        for (int rung = at.rung() + 1; rung < rungs.size(); rung++) {
            if (wanted.test(rungs.get(rung).means()) && !isPointless(rungs.get(rung), at)) {
                return Optional.of(apply(onRung(at, rung)));
            }
        }
        return Optional.empty();
    }

    private Move apply(State.Climbing at) {
        return new Move(at, new Command.Apply(rungs.get(at.rung()).means()));
    }

    private Move giveUp(State.Climbing at, Deadline now) {
        int failures = at.failures() + 1;
        Deadline until = now.plus(pause(failures));
        return new Move(new State.Resting(until, failures), new Command.GiveUp(until));
    }

    /// Doubles with each failure in a row.
    private Duration pause(int failures) {
        Duration pause = firstPause;
        for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    private static State.Climbing heard(State.Climbing at) {
        return new State.Climbing(at.rung(), at.busyUntil(), true, at.probeUntil(), at.failures());
    }

    private static State.Climbing onRung(State.Climbing at, int rung) {
        return new State.Climbing(
                rung, at.busyUntil(), at.heard(), Deadline.never(), at.failures());
    }
}
