package org.kadec21.mailbox;

import java.io.IOException;

/// A mailbox could not be read. The message says what was expected, what came, and what to try.
public final class MailboxException extends IOException {

    public MailboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
