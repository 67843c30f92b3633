package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.BackOff;

import java.time.Duration;

/// What changes when something has failed for more than a day: it will not be mended within the
/// hour, and radio time is money. From then on the longest wait is a 24th of the time the outage
/// has lasted, up to six hours: an hour after a day, six after six days, and never more than four
/// calls a day for what waits already.
final class Outage {

    /// Up to here waiting times are those of the configuration.
    private static final Duration LONG = Duration.ofDays(1);

    private static final int SHARE = 24;
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /// The radio time held in reserve for new alarms: one call an hour, however many are raised.
    private static final Duration RESERVE = Duration.ofHours(1);

    private Outage() {}

    /// The back-off after an outage that has `lasted` so long.
    static BackOff grown(BackOff configured, Duration lasted) {
        return isLong(lasted)
                ? new BackOff(
                        configured.first(),
                        longer(
                                configured.longest(),
                                shorter(lasted.dividedBy(SHARE), LONGEST_WAIT)),
                        configured.jitterPercent())
                : configured;
    }

    /// How long after a failed call a new alarm may have the next one.
    static Duration untilNewAlarmMayCall(BackOff configured, Duration lasted) {
        return isLong(lasted) ? longer(configured.first(), RESERVE) : configured.first();
    }

    private static boolean isLong(Duration lasted) {
        return lasted.compareTo(LONG) >= 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
