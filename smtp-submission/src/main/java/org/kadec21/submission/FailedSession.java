package org.kadec21.submission;

import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome.Deferred;

import java.util.Optional;

/// A session that never came to be: every mail shares its failure.
record FailedSession(Deferred reason, Protection protection) implements SubmissionSession {

    FailedSession(Deferred reason) {
        this(reason, new Protection(false, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public Optional<Deferred> failure() {
        return Optional.of(reason);
    }

    @Override
    public boolean worthReconnecting() {
        return false;
    }

    @Override
    public MailResult send(OutgoingMail mail, BeforeLastByte beforeLastByte) {
        return shared(mail, reason);
    }

    @Override
    public void close() {}

    /// The same outcome for each recipient.
    static MailResult shared(OutgoingMail mail, Outcome outcome) {
        return new MailResult(
                mail.id(),
                mail.recipients().stream()
                        .map(recipient -> new RecipientResult(recipient, outcome))
                        .toList());
    }
}
