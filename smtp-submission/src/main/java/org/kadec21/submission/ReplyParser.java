package org.kadec21.submission;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a reply's lines (RFC 5321 4.2, RFC 2034).
final class ReplyParser {

    private static final Pattern LINE =
            Pattern.compile(
                    "([2-5][0-9]{2})(?:[ -](?:([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: |$))?(.*))?");
    private static final int MOST_TEXT = 1000;

    private ReplyParser() {}

    /// Parses complete lines, separated by line feeds; empty when one of them is no reply line. The
    /// last line rules: some servers change their mind within a reply.
    static Optional<ServerReply> parse(String lines) {
        int code = 0;
        Optional<String> enhanced = Optional.empty();
        StringBuilder text = new StringBuilder();
        for (String line : lines.strip().split("\\R", -1)) {
            Matcher matcher = LINE.matcher(line.stripTrailing());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            code = Integer.parseInt(matcher.group(1));
            enhanced = Optional.ofNullable(matcher.group(2)).or(keep(enhanced, code));
            if (matcher.group(3) != null) {
                text.append(text.isEmpty() ? "" : "\n").append(matcher.group(3));
            }
        }
        return Optional.of(new ServerReply(code, enhanced, printable(text)));
    }

    private static Supplier<Optional<String>> keep(Optional<String> earlier, int code) {
        return () -> earlier.filter(detail -> detail.charAt(0) - '0' == code / 100);
    }

    /// Text of a stranger, made fit for a log line.
    static String printable(CharSequence text) {
        String cut =
                text.length() > MOST_TEXT
                        ? text.subSequence(0, MOST_TEXT) + "..."
                        : text.toString();
        return cut.replaceAll("[^\\x20-\\x7e\\n]", "?");
    }
}
