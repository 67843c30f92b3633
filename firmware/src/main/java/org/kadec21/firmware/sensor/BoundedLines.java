package org.kadec21.firmware.sensor;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Lines of a text, ended by LF, CRLF or the end; what a line has beyond the limit is dropped.
final class BoundedLines {

    /// Longest line kept; hundreds of channels fit.
    static final int LONGEST_LINE = 8192;

    private final Reader reader;
    private long number;
    private boolean tooLong;

    BoundedLines(Reader reader) {
        this.reader = reader;
    }

    /// The next line without its end; empty at the end of the text.
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        tooLong = false;
        int character = reader.read();
        if (character < 0) {
            return Optional.empty();
        }
        number++;
        for (; character >= 0 && character != '\n'; character = reader.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) character);
            } else {
                tooLong = true;
            }
        }
        int end = line.length() - 1;
        if (end >= 0 && line.charAt(end) == '\r') {
            line.setLength(end);
        }
        return Optional.of(line.toString());
    }

    /// The number of the line last returned, from 1.
    long number() {
        return number;
    }

    /// Whether the line last returned was cut.
    boolean wasTooLong() {
        return tooLong;
    }
}
