package org.kadec21.firmware.outbox;

import java.time.Instant;
import java.util.List;

/// What happens to an outbox; each is one frame on flash, and the frames in their order are the
/// outbox.
sealed interface OutboxEvent {

    /// A mail comes in; after rewriting also one that is under way, or refused.
    record Put(Entry entry) implements OutboxEvent {}

    /// The last bytes of these mails go to the bearer next.
    record HandedOver(List<String> ids) implements OutboxEvent {}

    /// After a boot: these were handed over, and their outcome died with the power.
    record FoundInDoubt(List<String> ids) implements OutboxEvent {}

    /// An attempt ended.
    record Concluded(String id, Instant at, List<Conclusion> conclusions) implements OutboxEvent {}

    /// A line of the sent log, after rewriting.
    record Sent(SentMail mail) implements OutboxEvent {}

    /// After rewriting: all records up to this number are settled.
    record Settled(long upTo) implements OutboxEvent {}

    /// The operator has seen a refused mail.
    record Forgotten(String id) implements OutboxEvent {}

    /// One recipient's outcome.
    ///
    /// @param text the server's words or the reason, bounded
    record Conclusion(String recipient, Verdict verdict, String text) {}

    /// [org.kadec21.submission.Outcome] by its consequence.
    enum Verdict {
        ACCEPTED,
        DEFERRED,
        REJECTED,
        IN_DOUBT
    }
}
