package org.kadec21.modem.ppp.numbered;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.numbered.NumberedFrame.Kind;

import java.util.Optional;

/// The pieces that come in, and what is said about them (X.25 2.4.5.2 to 2.4.5.4). An answer waits
/// a moment, so that one does for what comes at once.
final class Inward {

    private static final int NOTHING = -1;

    private int expected;
    private boolean missing;
    private boolean reject;
    private boolean asked;
    private int askedIn = NOTHING;
    private Deadline due = Deadline.never();
    private Deadline quietUntil = Deadline.at(0);

    /// N(R): all before that number have come.
    int expected() {
        return expected;
    }

    /// All numbers to 0.
    void zero() {
        expected = 0;
        missing = false;
        reject = false;
        asked = false;
        askedIn = NOTHING;
        due = Deadline.never();
    }

    /// A piece came.
    ///
    /// @return it, when it is the next one
    Optional<byte[]> take(NumberedFrame.Information frame, Deadline now) {
        boolean next = frame.number() == expected;
        boolean known = !next && frame.number() == askedIn;
        if (frame.poll() && !(known && isQuiet(now))) {
            askedIn = frame.number();
            ask(now);
        }
        if (next) {
            expected = expected + 1 & Limits.MODULO - 1;
            askedIn = frame.poll() ? frame.number() : NOTHING;
            missing = false;
            reject = false;
            due = due.earlier(now.plus(Limits.ACKNOWLEDGEMENT));
            return Optional.of(frame.content());
        }
        boolean copy = (frame.number() + 1 & Limits.MODULO - 1) == expected;
        if (!copy && !missing) {
            missing = true;
            reject = true;
            due = due.earlier(now.plus(Limits.ACKNOWLEDGEMENT));
        } else if (!isQuiet(now)) {
            due = due.earlier(now.plus(Limits.ACKNOWLEDGEMENT));
        }
        return Optional.empty();
    }

    /// Whether what comes now, and has come before, is a copy that was under way together with it,
    /// and not a question for an answer that was lost.
    private boolean isQuiet(Deadline now) {
        return now.compareTo(quietUntil) < 0;
    }

    /// The other end asks what has come (P).
    void ask(Deadline now) {
        asked = true;
        due = due.earlier(now.plus(Limits.ACKNOWLEDGEMENT));
    }

    /// A piece goes out and tells [#expected()].
    void taken() {
        if (!asked && !reject) {
            due = Deadline.never();
        }
    }

    /// What is to be said now.
    Optional<NumberedFrame> answer(Deadline now) {
        if (now.compareTo(due) < 0) {
            return Optional.empty();
        }
        Kind kind = reject ? Kind.REJ : Kind.RR;
        boolean answer = asked;
        quietUntil = now.plus(Limits.COPIES);
        due = Deadline.never();
        reject = false;
        asked = false;
        return Optional.of(new NumberedFrame.Supervisory(kind, false, expected, answer));
    }

    Deadline wakeAt() {
        return due;
    }
}
