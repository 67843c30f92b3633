package org.kadec21.hal;

import java.time.Duration;
import java.time.Instant;

/// The unit's two clocks. The wall clock may be wrong and may step; the monotonic clock never does
/// and is the only one that deadlines are measured on.
public interface Time {

    /// What the unit's clock shows.
    Instant now();

    /// Monotonic nanoseconds since an arbitrary origin; never steps, also when the wall clock is
    /// set.
    long nanos();

    /// The deadline that lies `span` ahead of this moment. A negative span is already over.
    default Deadline after(Duration span) {
        return Deadline.at(nanos()).plus(span);
    }

    /// Nanoseconds left until `deadline`, never negative.
    default long nanosUntil(Deadline deadline) {
        long now = nanos();
        if (deadline.isNever()) {
            return Long.MAX_VALUE;
        }
        if (deadline.atNanos() <= now) {
            return 0;
        }
        long left = deadline.atNanos() - now; // overflows when both ends of the clock are meant
        return left > 0 ? left : Long.MAX_VALUE;
    }

    /// Whether `deadline` has passed.
    default boolean isOver(Deadline deadline) {
        return nanosUntil(deadline) == 0;
    }
}
