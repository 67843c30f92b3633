package org.kadec21.simulation.provider.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A reply (RFC 5321 4.2).
///
/// @param code three digits
/// @param enhanced enhanced status code (RFC 2034, RFC 3463); empty where none belongs: greeting,
///   EHLO, 334, 354
/// @param lines text of at least one line
public record SmtpReply(int code, String enhanced, List<String> lines) {

    public SmtpReply {
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "a reply has a code from 200 to 599 and a line, not " + code + " " + lines);
        }
        lines = List.copyOf(lines);
    }

    public static SmtpReply of(int code, String enhanced, String text) {
        return new SmtpReply(code, enhanced, List.of(text));
    }

    public static SmtpReply bare(int code, String... lines) {
        return new SmtpReply(code, "", List.of(lines));
    }

    /// Whether the server did, or goes on to do, what was asked.
    public boolean isPositive() {
        return code < 400;
    }

    /// The octets on the wire: all lines but the last with a hyphen.
    public byte[] encoded() {
        String prefix = enhanced.isEmpty() ? "" : enhanced + " ";
        StringBuilder wire = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            char separator = i < lines.size() - 1 ? '-' : ' ';
            wire.append(code).append(separator).append(prefix).append(lines.get(i)).append("\r\n");
        }
        return wire.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
