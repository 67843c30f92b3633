package org.kadec21.firmware.alarm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the rules judge: one record's values by channel, and the supply when it was measured along with it.
///
/// @param values as text, in the order of `channels`; empty means not observed
public record Observation(
        long record, Instant time, List<String> channels, List<String> values, OptionalInt supplyMillivolts) {

    /// The channel's value as text; empty when it was not observed.
    public Optional<String> text(String channel) {
        int index = channels.indexOf(channel);
        return index < 0 || index >= values.size() || values.get(index).isBlank()
                ? Optional.empty()
                : Optional.of(values.get(index).strip());
    }

    /// The channel's value; empty when it was not observed.
    public Optional<BigDecimal> value(String channel) {
        return text(channel).map(BigDecimal::new);
    }
}
