package org.kadec21.hal;

/// The medium failed. Nothing may be assumed of what was not yet forced; the unit restarts and
/// recovers.
public class FlashException extends RuntimeException {

    public FlashException(String message) {
        super(message);
    }

    public FlashException(String message, Throwable cause) {
        super(message, cause);
    }
}
