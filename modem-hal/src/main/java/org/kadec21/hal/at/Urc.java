package org.kadec21.hal.at;

/// An unsolicited result code: something the module says without being asked.
///
/// @param line as it came, without its line end
/// @param payload bytes that the line announced; empty for nearly all
public record Urc(String line, byte[] payload) {

    public Urc(String line) {
        this(line, new byte[0]);
    }

    public Fields fields() {
        return Fields.of(line);
    }

    /// Whether the line is `pattern`, or starts with it when `pattern` ends in a colon.
    public boolean is(String pattern) {
        return matches(line, pattern);
    }

    static boolean matches(String line, String pattern) {
        return pattern.endsWith(":") ? line.startsWith(pattern) : line.equals(pattern);
    }
}
