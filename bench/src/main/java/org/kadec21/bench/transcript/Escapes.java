package org.kadec21.bench.transcript;

import java.util.ArrayList;
import java.util.List;

/// Bytes as printable ASCII, one line and reversible: `\r`, `\n`, `\t`, `\\`, `\xHH` for every
/// other byte that does not print, and `\*` in place of a secret of any length. A blank at the end
/// is `\x20`, so that no editor eats it.
public final class Escapes {

    /// A secret in a list of tokens, beside the bytes 0 to 255.
    public static final int SECRET = -1;

    static final String SECRET_MARK = "\\*";

    private static final String LAST_BLANK = "\\x20";

    private Escapes() {}

    /// One byte; a blank as it is, see [#line(CharSequence)].
    public static String escape(byte b) {
        int value = b & 0xFF;
        return switch (value) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default ->
                    value >= ' ' && value < 0x7F
                            ? String.valueOf((char) value)
                            : "\\x%02x".formatted(value);
        };
    }

    /// Escaped bytes as they stand on a line of their own.
    static String line(CharSequence escaped) {
        String text = escaped.toString();
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) + LAST_BLANK : text;
    }

    /// The bytes and secrets that a text stands for.
    ///
    /// @throws IllegalArgumentException when it is not as this class writes it; the message is a
    ///   sentence
    public static List<Integer> tokens(String text) {
        List<Integer> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                tokens.add(printable(c));
                at++;
            } else {
                at += escaped(text, at, tokens);
            }
        }
        return List.copyOf(tokens);
    }

    private static int printable(char c) {
        if (c < ' ' || c > '~') {
            throw new IllegalArgumentException(
                    "expected printable ASCII, but came U+%04X; write such a byte as \\xHH"
                            .formatted((int) c));
        }
        return c;
    }

    /// @return how many characters the escape has
    private static int escaped(String text, int at, List<Integer> tokens) {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        switch (kind) {
            case 'r' -> tokens.add((int) '\r');
            case 'n' -> tokens.add((int) '\n');
            case 't' -> tokens.add((int) '\t');
            case '\\' -> tokens.add((int) '\\');
            case '*' -> tokens.add(SECRET);
            case 'x' -> {
                tokens.add(hex(text, at + 2));
                return 4;
            }
            default ->
                    throw new IllegalArgumentException(
                            "expected \\r, \\n, \\t, \\\\, \\* or \\xHH, but came '\\"
                                    + kind
                                    + "'");
        }
        return 2;
    }

    private static int hex(String text, int at) {
        String digits =
                text.substring(Math.min(at, text.length()), Math.min(at + 2, text.length()));
        if (!digits.matches("[0-9a-fA-F]{2}")) {
            throw new IllegalArgumentException(
                    "expected two hexadecimal digits behind \\x, but came '" + digits + "'");
        }
        return Integer.parseInt(digits, 16);
    }
}
