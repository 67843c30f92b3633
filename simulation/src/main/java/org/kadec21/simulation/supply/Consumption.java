package org.kadec21.simulation.supply;

import java.time.Duration;

/// What a unit draws, by what it does.
///
/// @param asleepMilliwatts always, as long as it has power
/// @param samplingMilliwatts on top of that while its sensors are read
/// @param samplingTime how long that takes, each time
/// @param registeringMilliwatts on top, with the radio on and no connection: searching, attaching,
///   listening
/// @param transmittingMilliwatts on top, with a connection or a data call
public record Consumption(
        int asleepMilliwatts,
        int samplingMilliwatts,
        Duration samplingTime,
        int registeringMilliwatts,
        int transmittingMilliwatts) {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final double MILLIWATTS_PER_WATT = 1000;

    /// What a span of life has cost.
    Spent of(Activity activity) {
        return new Spent(
                joules(asleepMilliwatts, activity.powered()),
                joules(samplingMilliwatts, samplingTime.multipliedBy(activity.samples())),
                joules(registeringMilliwatts, activity.radioOn().minus(activity.connected())),
                joules(transmittingMilliwatts, activity.connected()));
    }

    private static double joules(int milliwatts, Duration span) {
        return milliwatts / MILLIWATTS_PER_WATT * (span.toMillis() / MILLIS_PER_SECOND);
    }
}
