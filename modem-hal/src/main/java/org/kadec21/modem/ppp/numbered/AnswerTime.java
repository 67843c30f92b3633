package org.kadec21.modem.ppp.numbered;

import java.time.Duration;

/// T1: how long an answer may take, from how long answers took (as RFC 6298 2 has it for TCP), and
/// twice as long after each that did not come.
final class AnswerTime {

    private static final int WEIGHT = 8;
    private static final int DEVIATIONS = 4;

    /// Less than any radio network takes.
    private static final long UNKNOWN = Duration.ofMillis(100).toNanos();

    private long smoothed;
    private long deviation;
    private long shortest = Long.MAX_VALUE;
    private Duration limit = Limits.FIRST_ANSWER;

    Duration limit() {
        return limit;
    }

    /// @param nanos from a question that was sent once to its answer
    void measured(long nanos) {
        if (smoothed == 0) {
            smoothed = nanos;
            deviation = nanos / 2;
        } else {
            deviation += (Math.abs(nanos - smoothed) - deviation) / DEVIATIONS;
            smoothed += (nanos - smoothed) / WEIGHT;
        }
        limit = bounded(Duration.ofNanos(smoothed + DEVIATIONS * deviation));
    }

    /// No answer is faster.
    ///
    /// @param nanos from the only time that a frame went to its acknowledgement
    void travelled(long nanos) {
        shortest = Math.min(shortest, nanos);
    }

    /// Whether an answer after `nanos` cannot be to that question, but to a copy of one before.
    boolean isTooSoon(long nanos) {
        return nanos < (shortest == Long.MAX_VALUE ? UNKNOWN : shortest / 4 * 3);
    }

    void missed() {
        limit = bounded(limit.multipliedBy(2));
    }

    private static Duration bounded(Duration span) {
        if (span.compareTo(Limits.SHORTEST_ANSWER) < 0) {
            return Limits.SHORTEST_ANSWER;
        }
        return span.compareTo(Limits.LONGEST_ANSWER) > 0 ? Limits.LONGEST_ANSWER : span;
    }
}
