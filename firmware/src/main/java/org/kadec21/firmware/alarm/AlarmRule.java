package org.kadec21.firmware.alarm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// When something is worth an alarm, and when it is over.
public sealed interface AlarmRule {

    /// Lower-case name, unique in a unit: `high-wind`.
    String name();

    /// All that it judges by, as text: equal for rules that judge the same way, in every image.
    String definition();

    /// A channel's value passes a threshold. Raised when the rule is clear and the value has
    /// reached `onset`; cleared when it is raised and the value has come back to `clear`. Both
    /// bounds belong to their side. An empty value changes nothing.
    ///
    /// @param clear on the quiet side of `onset`: the distance is the hysteresis
    /// @param holdOff least time from a clearing to the next onset
    record Threshold(
            String name,
            String channel,
            Direction direction,
            BigDecimal onset,
            BigDecimal clear,
            Duration holdOff)
            implements AlarmRule {

        @Override
        public String definition() {
            return String.join(
                    " ",
                    direction == Direction.RISING ? "rising" : "falling",
                    channel,
                    plain(onset),
                    plain(clear),
                    holdOff.toString());
        }
    }

    /// Which way trouble lies.
    enum Direction {
        /// Onset when the value is at or above the threshold.
        RISING,
        /// Onset when the value is at or below the threshold.
        FALLING
    }

    /// A sensor gives nothing, or something it cannot have seen. Raised after `samples` bad values
    /// in a row, cleared by the first good one.
    ///
    /// @param lowest least value the sensor can give
    /// @param highest greatest value the sensor can give
    record SensorFault(
            String name,
            String channel,
            int samples,
            Optional<BigDecimal> lowest,
            Optional<BigDecimal> highest)
            implements AlarmRule {

        @Override
        public String definition() {
            return String.join(
                    " ",
                    "sensor-fault",
                    channel,
                    String.valueOf(samples),
                    lowest.map(AlarmRule::plain).orElse("-"),
                    highest.map(AlarmRule::plain).orElse("-"));
        }
    }

    /// The unit's own supply is low. While it is, monitoring mail is held back.
    ///
    /// @param onsetMillivolts at or below: raised
    /// @param clearMillivolts at or above: cleared
    record LowSupply(String name, int onsetMillivolts, int clearMillivolts) implements AlarmRule {

        @Override
        public String definition() {
            return "low-supply " + onsetMillivolts + " " + clearMillivolts;
        }
    }

    /// The same text for the same number: `15` for `15.0`.
    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
