package org.kadec21.firmware.sensor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;

/// When a replayed row is sampled. Its record keeps the row's own time either way.
@FunctionalInterface
public interface Pacing {

    /// The moment to take the row observed at `rowTime`, the `index`-th since `start` (from 0). A
    /// past moment means at once.
    Deadline due(Time time, Deadline start, long index, Instant rowTime);

    /// Each row when the unit's clock shows the row's time.
    static Pacing atRowTime() {
        return (time, start, index, rowTime) -> time.after(Duration.between(time.now(), rowTime));
    }

    /// One row every `pace`, the first at once.
    static Pacing every(Duration pace) {
        return (time, start, index, rowTime) -> start.plus(pace.multipliedBy(index));
    }
}
