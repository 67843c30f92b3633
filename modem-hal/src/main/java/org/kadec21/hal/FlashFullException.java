package org.kadec21.hal;

/// The medium has no room for these bytes; nothing was written.
public final class FlashFullException extends FlashException {

    private static final long serialVersionUID = 1L;

    public FlashFullException(String message) {
        super(message);
    }
}
