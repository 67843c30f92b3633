package org.kadec21.modem.ppp.numbered;

import java.time.Duration;

/// What a numbered link may take and how long it may wait. ISO 7776 leaves the values to whoever
/// knows the line.
final class Limits {

    /// Numbers of frames go from 0 to 7 (X.25 2.3.2.1.1).
    static final int MODULO = 8;

    /// k: frames under way without an acknowledgement (X.25 2.4.8.6).
    static final int WINDOW = 7;

    /// N2: tries before the other end counts as gone (X.25 2.4.8.4). On a line that damages one
    /// byte in twenty, a short frame and its answer make it in one of two.
    static final int TRIES = 16;

    /// T1, before anything was measured: the time for an answer (X.25 2.4.8.1). A radio bearer that
    /// has to wake up takes as long.
    static final Duration FIRST_ANSWER = Duration.ofSeconds(3);

    static final Duration SHORTEST_ANSWER = Duration.ofSeconds(2);
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(12);

    /// T2: an acknowledgement waits so long for a frame that takes it along (X.25 2.4.8.2), and for
    /// the copies of what it acknowledges.
    static final Duration ACKNOWLEDGEMENT = Duration.ofMillis(20);

    /// Copies of what was answered come so long behind the answer, and get none.
    static final Duration COPIES = Duration.ofMillis(400);

    /// Pieces of packets that wait for the window: two packets of 1500 bytes in the smallest ones,
    /// and a few.
    static final int WAITING = 320;

    /// So many times a link may begin anew with no frame acknowledged in between.
    static final int RESETS = 8;

    private Limits() {}
}
