package org.kadec21.simulation.supply;

import java.time.Duration;

/// What a unit has done, since it was made or in some span.
///
/// @param powered how long it had power
/// @param samples how often its sensors were read
/// @param radioOn how long its module's radio was on
/// @param connected how long of that a connection or a data call was open
public record Activity(Duration powered, long samples, Duration radioOn, Duration connected) {

    static final Activity NONE = new Activity(Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);

    Activity minus(Activity earlier) {
        return new Activity(
                powered.minus(earlier.powered),
                samples - earlier.samples,
                radioOn.minus(earlier.radioOn),
                connected.minus(earlier.connected));
    }
}
