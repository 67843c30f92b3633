package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after the n-th failure in a row.
final class Delays {

    /// A moment before anything happened, and far enough from the clock's ends to compute with.
    static final Deadline LONG_AGO = Deadline.at(Long.MIN_VALUE / 2);

    /// Doubling further would only overflow.
    private static final int MOST_DOUBLINGS = 20;

    private static final int PERCENT = 100;

    private Delays() {}

    /// `first` doubled with each failure up to `longest`, and on top up to the jitter's share:
    /// never shorter than asked, so that a fleet comes back spread out and no server is called more
    /// often than configured.
    ///
    /// @param failures in a row, from 1
    static Duration after(int failures, BackOff backOff, RandomGenerator chance) {
        long grown = grown(failures, backOff).toNanos();
        long spread = grown / PERCENT * backOff.jitterPercent();
        return Duration.ofNanos(grown + (spread > 0 ? chance.nextLong(spread) : 0));
    }

    /// The same without the jitter.
    static Duration grown(int failures, BackOff backOff) {
        int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        return Duration.ofNanos(
                Math.min(
                        backOff.longest().toNanos(),
                        doubled(backOff.first().toNanos(), doublings)));
    }

    private static long doubled(long nanos, int times) {
        return nanos > Long.MAX_VALUE >> times ? Long.MAX_VALUE : nanos << times;
    }
}
