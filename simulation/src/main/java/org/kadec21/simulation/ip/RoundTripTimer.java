package org.kadec21.simulation.ip;

import java.time.Duration;

/// How long to wait for an acknowledgement (RFC 6298).
final class RoundTripTimer {

    /// Before anything was measured; longer than the 1 s of RFC 6298 2.1, since a round trip over a
    /// slow radio link behind a full segment takes that long.
    static final long FIRST = Duration.ofSeconds(3).toNanos();

    static final long SHORTEST = Duration.ofSeconds(1).toNanos();
    static final long LONGEST = Duration.ofSeconds(60).toNanos();

    private static final long GRANULARITY = Duration.ofMillis(10).toNanos();

    private boolean measured;
    private long smoothed;
    private long variation;
    private long timeout = FIRST;

    long timeout() {
        return timeout;
    }

    /// A segment that was sent once was acknowledged after so many nanoseconds.
    void measured(long nanos) {
        if (measured) {
            variation = (3 * variation + Math.abs(smoothed - nanos)) / 4;
            smoothed = (7 * smoothed + nanos) / 8;
        } else {
            measured = true;
            smoothed = nanos;
            variation = nanos / 2;
        }
        timeout = Math.clamp(smoothed + Math.max(GRANULARITY, 4 * variation), SHORTEST, LONGEST);
    }

    /// Nothing came in time.
    void backOff() {
        timeout = Math.min(timeout * 2, LONGEST);
    }
}
