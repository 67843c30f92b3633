package org.kadec21.firmware.store;

/// A frame is sound, but its value is not what its type says. The codec that reads it turns this
/// into an empty result; it never leaves a package's codec.
public final class MalformedValueException extends RuntimeException {

    public MalformedValueException(String message) {
        super(message);
    }
}
