package org.kadec21.updater.port;

import java.io.IOException;

/// The line to a unit, or what came over it, is not as expected. The message is a sentence for
/// people.
public class LineException extends IOException {

    public LineException(String message) {
        super(message);
    }
}
