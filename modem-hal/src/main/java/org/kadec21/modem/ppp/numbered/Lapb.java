package org.kadec21.modem.ppp.numbered;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.numbered.NumberedFrame.Kind;
import org.kadec21.modem.ppp.numbered.NumberedFrame.Mode;
import org.kadec21.modem.ppp.numbered.Procedure.Action;
import org.kadec21.modem.ppp.numbered.Procedure.Event;
import org.kadec21.modem.ppp.numbered.Procedure.State;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One end of a numbered link, without its I/O: events in, commands out, and [#wakeAt()] says when
/// to come back without one. Pieces come out at the other end in sequence and once each, unless the
/// link has begun anew (SABM) in between: then what was under way may come twice.
///
/// It ends with the other end, or when that is silent; from here a link ends by LCP, above it.
///
/// [Procedure] is the beginning and the end, [Outward] and [Inward] are the pieces.
public final class Lapb {

    private static final int CONTROL_UNKNOWN = 0x01;
    private static final int NUMBER_UNKNOWN = 0x08;
    private static final int ANSWERED = 0x10;
    private static final int LOW = 1;
    private static final int HIGH = 5;

    private final Outward outward;
    private final Inward inward = new Inward();
    private final AnswerTime answerTime = new AnswerTime();
    private final List<LapbCommand> commands = new ArrayList<>();
    private State state = State.OFF;
    private Noise noise = Noise.NONE;
    private Deadline timer = Deadline.never();
    private byte[] rejection = {};
    private boolean polled;
    private int tries;
    private int resets;
    private boolean up;
    private boolean over;

    /// @param window frames that the other end takes without an acknowledgement
    public Lapb(int window) {
        outward = new Outward(window);
    }

    /// Says how bad the line is.
    public void lineIs(Noise heard) {
        noise = heard;
    }

    /// Whether another packet would find the window open, or nearly.
    public boolean hasRoom() {
        return state == State.ON && outward.hasRoom();
    }

    /// When [LapbEvent.Woken] is due at the latest.
    public Deadline wakeAt() {
        if (over) {
            return Deadline.never();
        }
        return state == State.ON ? outward.wakeAt().earlier(inward.wakeAt()) : timer;
    }

    public List<LapbCommand> on(LapbEvent event, Deadline now) {
        if (over) {
            return List.of();
        }
        switch (event) {
            case LapbEvent.Begun() -> happens(Event.BEGIN, now);
            case LapbEvent.Came(NumberedFrame frame) -> take(frame, now);
            case LapbEvent.Given(byte[] content) -> outward.put(content);
            case LapbEvent.Woken() -> {}
        }
        advance(now);
        List<LapbCommand> result = List.copyOf(commands);
        commands.clear();
        return result;
    }

    // what comes

    private void take(NumberedFrame frame, Deadline now) {
        polled = frame.poll();
        switch (frame) {
            case NumberedFrame.Unnumbered(Mode mode, _, _) -> happens(event(mode), now);
            case NumberedFrame.Information piece -> {
                if (isAcceptable(frame, piece.expected(), now)) {
                    inward.take(piece, now).map(LapbCommand.Arrived::new).ifPresent(commands::add);
                    acknowledged(piece.expected(), false, now);
                }
            }
            case NumberedFrame.Supervisory said -> {
                if (isAcceptable(frame, said.expected(), now)) {
                    hear(said, now);
                }
            }
            case NumberedFrame.Unknown _ -> reject(frame, CONTROL_UNKNOWN, now);
        }
    }

    private static Event event(Mode mode) {
        return switch (mode) {
            case SABM -> Event.SABM;
            case DISC -> Event.DISC;
            case UA -> Event.UA;
            case DM -> Event.DM;
            case FRMR -> Event.FRMR;
        };
    }

    private boolean isAcceptable(NumberedFrame frame, int expected, Deadline now) {
        if (state == State.ON && !outward.isPlausible(expected)) {
            reject(frame, NUMBER_UNKNOWN, now);
        }
        return state == State.ON;
    }

    private void hear(NumberedFrame.Supervisory said, Deadline now) {
        if (said.command() && said.poll()) {
            inward.ask(now);
        }
        outward.hold(said.kind() == Kind.RNR, now);
        acknowledged(said.expected(), !said.command() && said.poll(), now);
        if (said.kind() == Kind.REJ) {
            outward.rejected();
        }
    }

    private void acknowledged(int expected, boolean answer, Deadline now) {
        if (outward.acknowledged(expected, answer, now)) {
            resets = 0;
        }
    }

    /// X.25 2.3.4.10: what was wrong with which frame, and how far the numbers are here.
    private void reject(NumberedFrame frame, int why, Deadline now) {
        if (state == State.ON) {
            int heard =
                    (frame.command() ? 0 : ANSWERED)
                            | inward.expected() << HIGH
                            | outward.next() << LOW;
            rejection = new byte[] {(byte) frame.control(), (byte) heard, (byte) why};
            happens(Event.STRANGE, now);
        }
    }

    // time

    private void advance(Deadline now) {
        if (state != State.ON) {
            if (now.compareTo(timer) >= 0) {
                answerTime.missed();
                happens(tries < Limits.TRIES ? Event.TIMEOUT : Event.TRIED, now);
            }
            return;
        }
        if (outward.timedOut(now)) {
            if (outward.isGivenUp()) {
                happens(Event.TRIED, now);
                return;
            }
            if (outward.isHeld()) {
                outward.inquired();
                send(new NumberedFrame.Supervisory(Kind.RR, true, inward.expected(), true));
            }
        }
        Optional<NumberedFrame> next = outward.next(inward.expected(), noise.isLoud(), now);
        while (next.isPresent()) {
            send(next.get());
            inward.taken();
            next = outward.next(inward.expected(), noise.isLoud(), now);
        }
        inward.answer(now).ifPresent(this::send);
    }

    private void send(NumberedFrame frame) {
        commands.add(new LapbCommand.Send(frame, noise.copies(frame.content().length)));
    }

    // beginning and end

    private void happens(Event event, Deadline now) {
        Procedure.Move move = Procedure.move(state, event);
        if (move.next() != state) {
            tries = 0;
        }
        state = move.next();
        move.actions().forEach(action -> act(action, now));
        if (resets > Limits.RESETS) {
            end("began anew " + resets + " times and acknowledged nothing in between");
        }
    }

    private void act(Action action, Deadline now) {
        switch (action) {
            case SABM -> ask(Mode.SABM, new byte[0], now);
            case FRMR -> ask(Mode.FRMR, rejection, now);
            case UA -> answer(Mode.UA);
            case DM -> answer(Mode.DM);
            case ZERO -> {
                outward.zero();
                inward.zero();
            }
            case UP -> {
                if (!up) {
                    up = true;
                    commands.add(new LapbCommand.Up());
                }
            }
            case ANEW -> resets++;
            case GONE -> end("ended it");
            case SILENT -> end("did not answer " + Limits.TRIES + " times in a row");
        }
    }

    /// Copies of a question that sets numbers to 0 would do so again, behind what follows the
    /// answer: it goes once, and again when there is no answer.
    private void ask(Mode mode, byte[] content, Deadline now) {
        tries++;
        timer = now.plus(answerTime.limit());
        boolean poll = mode != Mode.FRMR;
        commands.add(new LapbCommand.Send(new NumberedFrame.Unnumbered(mode, poll, content), 1));
    }

    private void answer(Mode mode) {
        send(new NumberedFrame.Unnumbered(mode, polled, new byte[0]));
    }

    private void end(String what) {
        if (!over) {
            over = true;
            state = State.OFF;
            commands.add(new LapbCommand.Down(what));
        }
    }
}
