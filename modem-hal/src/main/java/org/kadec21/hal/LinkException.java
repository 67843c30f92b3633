package org.kadec21.hal;

import java.io.IOException;

/// A link is dead or could not be made. The message says what was expected, what came, and what to
/// try.
public class LinkException extends IOException {

    public LinkException(String message) {
        super(message);
    }

    public LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
