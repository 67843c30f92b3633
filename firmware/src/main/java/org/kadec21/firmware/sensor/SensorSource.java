package org.kadec21.firmware.sensor;

import java.util.Optional;

/// A unit's sensors, as a sequence of readings in time order.
@FunctionalInterface
public interface SensorSource {

    /// The next reading; empty when there will be none any more. Does not wait for its time: that
    /// is [Pacing]'s part.
    Optional<Reading> next();
}
