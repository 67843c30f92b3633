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

    /// @param before how far the clock was set before now without a record that told it
    ClockWatch(Time time, Duration before) {
        this.time = time;
        this.wall = time.now().minus(before);
        this.nanos = time.nanos();
    }

    /// How far the clock was set since a record last told it; zero if it was not, positive forward.
    Duration step() {
        Duration step =
                Duration.between(wall, time.now()).minus(Duration.ofNanos(time.nanos() - nanos));
        return step.abs().compareTo(SMALLEST_STEP) < 0 ? Duration.ZERO : step;
    }

    /// A record tells of all steps up to now.
    void told() {
        wall = time.now();
        nanos = time.nanos();
    }
}
