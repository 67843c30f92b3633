package org.kadec21.simulation.provider.pop3;

import java.nio.charset.StandardCharsets;

/// Lines of a POP3 server's answers as octets (RFC 1939 section 3).
final class Pop3Answer {

    private Pop3Answer() {}

    static byte[] ok(String text) {
        return line("+OK " + text);
    }

    static byte[] error(String text) {
        return line("-ERR " + text);
    }

    static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
