package org.kadec21.modem.ppp.ip.tcp;

import java.time.Duration;

/// How long to wait before sending again: RFC 6298, with Karn's rule in the hands of the caller,
/// who gives no sample of anything sent twice.
final class RoundTrip {

    /// Before anything is known. RFC 6298 2.1 asks for at least 1 s; a radio bearer that has to
    /// wake up first takes up to 3.
    static final long FIRST = Duration.ofSeconds(3).toNanos();

    private static final long LEAST = Duration.ofSeconds(1).toNanos();

    /// RFC 6298 2.5: at least 60 s.
    static final long MOST = Duration.ofSeconds(60).toNanos();

    /// Where frames are lost by damage and not by too many of them.
    static final long MOST_IN_NOISE = Duration.ofSeconds(2).toNanos();

    /// What the variation counts at least: one packet of 1500 bytes at 115200 bit/s delays the next
    /// one by 130 ms.
    private static final long GRANULARITY = Duration.ofMillis(130).toNanos();

    /// First and least one over a link that repeats frames by itself: a segment of a few hundred
    /// bytes takes seconds there, and another copy of it would make all others later.
    static final long LEAST_OVER_REPEATS = Duration.ofSeconds(12).toNanos();

    private long first = FIRST;
    private long least = LEAST;
    private boolean measured;
    private long smoothed;
    private long variation;
    private long timeout = FIRST;

    /// Whether the link repeats what is lost on the line. What was measured holds no longer.
    void lineRepeats(boolean repeats) {
        first = repeats ? LEAST_OVER_REPEATS : FIRST;
        least = repeats ? LEAST_OVER_REPEATS : LEAST;
        measured = false;
        timeout = first;
    }

    /// How long to wait, nanoseconds.
    long timeout() {
        return timeout;
    }

    /// An acknowledgement took `nanos` (2.2, 2.3).
    void measured(long nanos) {
        if (measured) {
            variation = (3 * variation + Math.abs(smoothed - nanos)) / 4;
            smoothed = (7 * smoothed + nanos) / 8;
        } else {
            variation = nanos / 2;
            smoothed = nanos;
            measured = true;
        }
        timeout = computed();
    }

    /// The connection is open although the SYN had to be repeated: data begins with what is known,
    /// which is nothing (5.7).
    void begin() {
        if (!measured) {
            timeout = first;
        }
    }

    private long computed() {
        return Math.clamp(smoothed + Math.max(GRANULARITY, 4 * variation), least, MOST);
    }

    /// Bytes came through on a line that loses frames by noise. RFC 6298 would keep the longer
    /// timeout until something that was sent once is acknowledged; where most is sent twice, that
    /// is never.
    void forgetBackOff() {
        timeout = measured ? computed() : first;
    }

    /// It was not long enough (5.5).
    ///
    /// @param noisy whether the line is known to lose frames by damage: waiting longer does not
    ///   make it better, and a radio that is on costs
    void backOff(boolean noisy) {
        timeout = noisy ? Math.max(timeout, MOST_IN_NOISE) : Math.min(MOST, 2 * timeout);
    }
}
