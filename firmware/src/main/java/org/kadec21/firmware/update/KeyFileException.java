package org.kadec21.firmware.update;

/// A file that holds no key, or no list of keys.
public final class KeyFileException extends Exception {

    public KeyFileException(String message) {
        super(message);
    }
}
