package org.kadec21.simulation.provider.pop3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers of a POP3 server as octets (RFC 1939 section 3).
final class Pop3Answer {

    private Pop3Answer() {}

    static byte[] ok(String text) {
        return line("+OK " + text);
    }

    static byte[] error(String text) {
        return line("-ERR " + text);
    }

    /// A multi-line answer.
    static byte[] list(String text, List<String> lines) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(ok(text));
        lines.forEach(l -> wire.writeBytes(line(l)));
        wire.writeBytes(line("."));
        return wire.toByteArray();
    }

    /// A message with a dot in front of each line that begins with one. A missing last line end is
    /// added.
    static byte[] message(String text, byte[] content) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(content.length + 64);
        wire.writeBytes(ok(text));
        byte previous = '\n';
        for (byte octet : content) {
            if (octet == '.' && previous == '\n') {
                wire.write('.');
            }
            wire.write(octet);
            previous = octet;
        }
        wire.writeBytes(line(previous == '\n' ? "." : "\r\n."));
        return wire.toByteArray();
    }

    /// The header, the empty line and the first `bodyLines` lines of a message.
    static byte[] top(byte[] content, int bodyLines) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        boolean inBody = false;
        int left = bodyLines;
        int start = 0;
        while (start < content.length && (!inBody || left > 0)) {
            int end = endOfLine(content, start);
            head.write(content, start, end - start);
            if (inBody) {
                left--;
            }
            inBody = inBody || isEmptyLine(content, start, end);
            start = end;
        }
        return head.toByteArray();
    }

    private static int endOfLine(byte[] content, int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, content.length);
    }

    private static boolean isEmptyLine(byte[] content, int start, int end) {
        return end - start == 2 && content[start] == '\r';
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
