package org.kadec21.simulation.provider.mailbox;

/// A mail could not be kept: the place for it is full or broken.
public final class MailStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MailStoreException(String message) {
        super(message);
    }

    public MailStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
