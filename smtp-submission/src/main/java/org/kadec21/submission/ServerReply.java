package org.kadec21.submission;

import java.util.Optional;

/// A server's reply (RFC 5321 4.2).
///
/// @param code three digits; of a multi-line reply those of the last line
/// @param enhancedCode `class.subject.detail` (RFC 3463) when the server gave one
/// @param text the lines without codes, joined by a line feed, bounded, printable
public record ServerReply(int code, Optional<String> enhancedCode, String text) {

    /// The first digit, which alone decides (RFC 5321 4.2.1).
    public int severity() {
        return code / 100;
    }

    @Override
    public String toString() {
        return code
                + enhancedCode.map(enhanced -> " " + enhanced).orElse("")
                + (text.isEmpty() ? "" : " " + text);
    }
}
