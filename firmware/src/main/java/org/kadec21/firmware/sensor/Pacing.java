package org.kadec21.firmware.sensor;

import java.time.Duration;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

/// When a replayed row is sampled. Its record keeps the row's own time either way.
@FunctionalInterface
public interface Pacing {

    /// The moment to take `sample`, the `index`-th since `start` (from 0). A past moment means at once.
    Deadline due(Time time, Deadline start, long index, Sample sample);

    /// Each row when the unit's clock shows the row's time.
    static Pacing atRowTime() {
        return (time, start, index, sample) -> time.after(Duration.between(time.now(), sample.time()));
    }

    /// One row every `pace`, the first at once.
    static Pacing every(Duration pace) {
        return (time, start, index, sample) -> start.plus(pace.multipliedBy(index));
    }
}
