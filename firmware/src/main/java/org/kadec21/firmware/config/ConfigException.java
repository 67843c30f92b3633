package org.kadec21.firmware.config;

/// A configuration that cannot be used. The message is one line for a person: `file:line: what was
/// expected, what came, what to try`.
public final class ConfigException extends RuntimeException {

    private final String file;
    private final int line;

    public ConfigException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
        this.file = file;
        this.line = line;
    }

    /// A wrong value of a command's option, or a file that cannot be read at all.
    public ConfigException(String place, String problem) {
        super(place + ": " + problem);
        this.file = place;
        this.line = 1;
    }

    /// The file as the user named it.
    public String file() {
        return file;
    }

    /// Line in that file, counted from 1.
    public int line() {
        return line;
    }
}
