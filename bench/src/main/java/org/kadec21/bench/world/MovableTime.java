package org.kadec21.bench.world;

import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;

/// A clock whose calendar can be set, and runs on from there; its monotonic part is untouched.
public final class MovableTime implements Time {

    private final Time real;
    private Duration ahead = Duration.ZERO;

    public MovableTime(Time real) {
        this.real = real;
    }

    public void moveTo(Instant date) {
        ahead = Duration.between(real.now(), date);
    }

    @Override
    public Instant now() {
        return real.now().plus(ahead);
    }

    @Override
    public long nanos() {
        return real.nanos();
    }
}
