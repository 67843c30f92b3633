package org.kadec21.simulation.module.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What faults are decided by.
///
/// @param chance seeded, for runs that can be repeated
/// @param nanos the monotonic clock
record Circumstances(RandomGenerator chance, LongSupplier nanos) {

    /// A span from `least` to `most`.
    Duration between(Duration least, Duration most) {
        long room = Math.max(1, most.minus(least).toMillis());
        return least.plusMillis(chance.nextLong(room));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
