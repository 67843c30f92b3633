package org.kadec21.firmware.sensor;

import java.time.Instant;
import java.util.List;

/// What the channels showed at one time.
///
/// @param time when it was observed
/// @param values one per configured channel, in their order, as text exactly as the sensor gave it; empty means not observed
public record Sample(Instant time, List<String> values) {

    public Sample {
        values = List.copyOf(values);
    }
}
