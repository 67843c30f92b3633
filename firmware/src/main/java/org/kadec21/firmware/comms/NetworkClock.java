package org.kadec21.firmware.comms;

import java.time.Duration;
import java.time.Instant;

/// The network's clock as it was told in a call (NITZ, by `+CCLK?`): a hint, never an authority. It
/// goes on by the monotonic clock.
///
/// @param told what it showed
/// @param nanos monotonic nanoseconds when it was told
public record NetworkClock(Instant told, long nanos) {

    /// What it shows at `now` monotonic nanoseconds.
    public Instant at(long now) {
        return told.plusNanos(now - nanos);
    }

    /// How long ago it was told, at `now` monotonic nanoseconds.
    public Duration age(long now) {
        return Duration.ofNanos(now - nanos);
    }
}
