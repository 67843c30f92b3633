package org.kadec21.submission;

import java.util.Optional;

/// One connection to a submission server, greeted, secured and authenticated as the policy asks, or
/// failed. Mails are handed over one by one, so that the caller can look for an alarm in between.
public interface SubmissionSession extends AutoCloseable {

    /// Why this connection is of no use (any more); empty while it is. May turn up after a mail was
    /// accepted.
    Optional<Outcome.Deferred> failure();

    /// Whether the last mail, which was deferred, would go another way over a new connection: the
    /// server did not know a command that it announces, and the next one goes without it.
    boolean worthReconnecting();

    /// What protects the connection.
    Protection protection();

    /// Submits one mail and waits for its final reply. On a failed session the result is the
    /// failure, for every recipient.
    MailResult send(OutgoingMail mail, BeforeLastByte beforeLastByte);

    /// Says QUIT if the connection lives, does not wait for the answer, and closes.
    @Override
    void close();
}
