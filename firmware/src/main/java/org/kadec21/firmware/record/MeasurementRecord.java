package org.kadec21.firmware.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// A sample and its number on flash.
///
/// @param number from 1, never used twice on a unit; greater means later stored, whatever the clock
///   did; [#UNSTORED] when there was no room for it
public record MeasurementRecord(long number, Sample sample) {

    /// The number of a sample that is not on flash.
    public static final long UNSTORED = 0;

    /// A sample there was no room for: it is judged all the same, but cannot be read again.
    public static MeasurementRecord unstored(Sample sample) {
        return new MeasurementRecord(UNSTORED, sample);
    }

    public boolean isStored() {
        return number != UNSTORED;
    }

    public Instant observedAt() {
        return sample.observedAt();
    }

    /// The value of a channel, empty when the sensor gave none or the record knows no such channel.
    public Optional<BigDecimal> value(String channel) {
        return text(channel).map(BigDecimal::new);
    }

    /// The value as the sensor wrote it, empty when it gave none or the record knows no such
    /// channel.
    public Optional<String> text(String channel) {
        int index = sample.channels().indexOf(channel);
        return index < 0 ? Optional.empty() : sample.values().get(index);
    }

    /// Whether the clock was set between the record before and this one.
    public boolean clockStepped() {
        return !sample.clockStep().isZero();
    }
}
