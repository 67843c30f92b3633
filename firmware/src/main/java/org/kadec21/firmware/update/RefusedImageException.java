package org.kadec21.firmware.update;

/// An image that a person named cannot be used: exit code 65. The message is one line for them.
public final class RefusedImageException extends RuntimeException {

    public RefusedImageException(String message) {
        super(message);
    }
}
