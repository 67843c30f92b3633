package org.kadec21.bench.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A mail that a threshold rule demands: one at each onset, one at each clearing.
public record ExpectedAlarm(String rule, boolean onset, Instant time) {

    /// A threshold rule in plain values; both bounds belong to their side, and an unobserved value
    /// changes nothing.
    ///
    /// @param rising whether trouble lies at and above `onset`, or at and below it
    /// @param holdOff least time from a clearing to the next onset
    public record Rule(
            String name,
            String channel,
            boolean rising,
            BigDecimal onset,
            BigDecimal clear,
            Duration holdOff) {

        private boolean raises(BigDecimal value) {
            return rising ? value.compareTo(onset) >= 0 : value.compareTo(onset) <= 0;
        }

        private boolean clears(BigDecimal value) {
            return rising ? value.compareTo(clear) <= 0 : value.compareTo(clear) >= 0;
        }
    }

    /// What `rule` demands over these rows, its state being clear at the start.
    public static List<ExpectedAlarm> of(Rule rule, List<StationFile.Row> rows) {
        List<ExpectedAlarm> expected = new ArrayList<>();
        boolean raised = false;
        Instant quietUntil = Instant.MIN;
        for (StationFile.Row row : rows) {
            BigDecimal value = row.values().get(rule.channel());
            if (value != null
                    && !raised
                    && rule.raises(value)
                    && !row.time().isBefore(quietUntil)) {
                raised = true;
                expected.add(new ExpectedAlarm(rule.name(), true, row.time()));
            } else if (value != null && raised && rule.clears(value)) {
                raised = false;
                quietUntil = row.time().plus(rule.holdOff());
                expected.add(new ExpectedAlarm(rule.name(), false, row.time()));
            }
        }
        return expected;
    }
}
