package org.kadec21.firmware.record;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One reading of all channels, before it has a number.
///
/// @param observedAt the time the reading is for
/// @param sampledAt what the unit's clock showed when it was taken
/// @param clockStep how far the unit's clock was set since the sample before, zero if it was not;
///   positive is forward
/// @param values one for each channel, empty where the sensor gave none; decimal numbers, kept
///   digit for digit
public record Sample(
        Instant observedAt,
        Instant sampledAt,
        Duration clockStep,
        ChannelList channels,
        List<Optional<String>> values) {

    /// Longest value in characters.
    public static final int MAX_VALUE_LENGTH = 64;

    public Sample {
        values = List.copyOf(values);
        if (values.size() != channels.names().size()) {
            throw new IllegalArgumentException(
                    channels.names().size()
                            + " channels need as many values, not "
                            + values.size());
        }
        values.stream().flatMap(Optional::stream).forEach(Sample::checkNumber);
    }

    private static void checkNumber(String value) {
        if (value.length() > MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException(
                    "a value has at most " + MAX_VALUE_LENGTH + " characters");
        }
        var _ = new BigDecimal(value);
    }
}
