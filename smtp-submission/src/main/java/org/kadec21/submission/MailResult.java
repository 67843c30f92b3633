package org.kadec21.submission;

import java.util.List;

/// One mail's outcomes, a line for each recipient in the order of the envelope.
public record MailResult(String mailId, List<RecipientResult> recipients) {

    /// One recipient's outcome.
    public record RecipientResult(String recipient, Outcome outcome) {}
}
