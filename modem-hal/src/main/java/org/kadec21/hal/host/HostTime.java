package org.kadec21.hal.host;

import org.kadec21.hal.Time;

import java.time.Instant;

/// The system's clocks. The monotonic one starts at zero when this is made, so that traces read
/// well.
public final class HostTime implements Time {

    private final long originNanos = System.nanoTime();

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime() - originNanos;
    }
}
