package org.kadec21.simulation.module.core;

import java.time.Duration;

/// How long the module has had a traffic channel. It is told of every moment at which anything may
/// change, before it does.
final class TrafficClock {

    private boolean running;
    private long lastNanos;
    private long totalNanos;

    /// Time has come this far.
    void reached(long nowNanos) {
        if (running) {
            totalNanos += nowNanos - lastNanos;
        }
        lastNanos = nowNanos;
    }

    void become(boolean newRunning) {
        running = newRunning;
    }

    Duration time() {
        return Duration.ofNanos(totalNanos);
    }
}
