package org.kadec21.firmware.sensor;

import java.time.Instant;
import java.util.Optional;

/// How a unit gets at its sensors, once it knows what it has recorded already.
@FunctionalInterface
public interface Sensors {

    /// The readings after `recorded`, the time of the newest record on flash.
    SensorSource after(Optional<Instant> recorded);
}
