package org.kadec21.firmware.sensor;

import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;

/// Notices when the wall clock was set: it then moved by another span than the monotonic one.
final class ClockWatch {

    /// Less than this is drift or slewing, not a step.
    private static final Duration SMALLEST_STEP = Duration.ofSeconds(2);

    private final Time time;
    private Instant wall;
    private long nanos;

    ClockWatch(Time time) {
        this.time = time;
        this.wall = time.now();
        this.nanos = time.nanos();
    }

    /// How far the clock was set since the last call; zero if it was not, positive forward.
    Duration stepSinceLast() {
        Instant wallNow = time.now();
        long nanosNow = time.nanos();
        Duration step = Duration.between(wall, wallNow).minusNanos(nanosNow - nanos);
        wall = wallNow;
        nanos = nanosNow;
        return step.abs().compareTo(SMALLEST_STEP) < 0 ? Duration.ZERO : step;
    }
}
