package org.kadec21.hal;

/// The medium has no room for these bytes; nothing was written.
public final class FlashFullException extends FlashException {

    public FlashFullException(String message) {
        super(message);
    }
}
