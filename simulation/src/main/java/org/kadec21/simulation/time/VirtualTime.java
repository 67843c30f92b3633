package org.kadec21.simulation.time;

import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;

/// A clock of the simulated world. Its wall clock can be off and can step; its monotonic clock is
/// the world's.
public final class VirtualTime implements Time {

    private final Baton baton;
    private final Instant start;
    private Duration error = Duration.ZERO;

    VirtualTime(Baton baton, Instant start) {
        this.baton = baton;
        this.start = start;
    }

    @Override
    public Instant now() {
        return start.plusNanos(baton.nanos()).plus(error);
    }

    @Override
    public long nanos() {
        return baton.nanos();
    }

    /// Moves the wall clock by `by` from where it stands.
    public void step(Duration by) {
        error = error.plus(by);
    }

    Instant start() {
        return start;
    }
}
