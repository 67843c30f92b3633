package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.time.Duration;

/// Asks a silent peer whether it is still there (LCP Echo-Request, RFC 1661 5.8). A peer that has
/// never answered one is not judged by it: some modules answer LCP by themselves and drop echoes.
final class EchoWatch {

    /// Silence after which the peer is asked: longer than a radio link's hiccups.
    static final Duration SILENCE = Duration.ofSeconds(15);

    /// From one question to the next.
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /// So many questions in a row stay unanswered before the link is given up: 35 s of silence.
    static final int MOST_UNANSWERED = 4;

    /// The same where damaged frames came meanwhile: somebody is there, and his answers may have
    /// been among them.
    static final int MOST_UNANSWERED_IN_NOISE = 12;

    private boolean attended;
    private boolean noisy;
    private boolean answers;
    private int unanswered;
    private Deadline due = Deadline.never();

    void attend(boolean wanted, Deadline now) {
        if (wanted != attended) {
            attended = wanted;
            restart(now);
        }
    }

    /// Something whole came from the peer.
    void heard(Deadline now) {
        restart(now);
    }

    /// Something came that nobody can read.
    void disturbed() {
        noisy = true;
    }

    /// The peer has answered an echo.
    void answered(Deadline now) {
        answers = true;
        restart(now);
    }

    /// A question goes out; the first one is asked when the link comes up, to learn whether the
    /// peer answers.
    void asked(Deadline now) {
        unanswered++;
        due = attended ? now.plus(INTERVAL) : Deadline.never();
    }

    boolean isDue(Deadline now) {
        return now.compareTo(due) >= 0;
    }

    /// Whether the peer answered before, and does no longer.
    boolean isDead() {
        return answers && unanswered >= (noisy ? MOST_UNANSWERED_IN_NOISE : MOST_UNANSWERED);
    }

    /// Questions in a row without an answer.
    int unanswered() {
        return unanswered;
    }

    Deadline wakeAt() {
        return due;
    }

    private void restart(Deadline now) {
        unanswered = 0;
        noisy = false;
        due = attended ? now.plus(SILENCE) : Deadline.never();
    }
}
