package org.kadec21.mailbox;

import java.io.IOException;

/// A mailbox could not be read. The message says what was expected, what came, and what to try.
public final class MailboxException extends IOException {

    private final boolean answered;

    public MailboxException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /// @param answered whether the mailbox's server had said something by then: the way to it is
    ///   clear
    MailboxException(String message, Throwable cause, boolean answered) {
        super(message, cause);
        this.answered = answered;
    }

    /// Whether the mailbox's server was reached, whatever it said.
    public boolean isAnswered() {
        return answered;
    }
}
