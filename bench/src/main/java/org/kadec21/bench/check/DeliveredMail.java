package org.kadec21.bench.check;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A mail as it lies in the mailbox.
///
/// @param arrivedAt when the provider stored it
/// @param markedPossibleDuplicate whether the unit said that it may have arrived before
public record DeliveredMail(
        String messageId, Instant arrivedAt, boolean markedPossibleDuplicate, Content content) {

    /// What it says.
    public sealed interface Content {

        /// A rule's onset or clearing, at the time of the row that caused it.
        record Alarm(String rule, boolean onset, Instant time) implements Content {}

        /// Records by their number and time.
        record Monitoring(List<Row> rows) implements Content {}

        /// Anything else: a fault, a notice.
        record Other(String kind) implements Content {}
    }

    /// One record of a monitoring mail.
    public record Row(long number, Instant time, Map<String, BigDecimal> values) {}
}
