package org.kadec21.submission;

import java.io.ByteArrayOutputStream;

/// A message as DATA carries it (RFC 5321 4.5.2): a further dot before each line that begins with
/// one, and the closing dot. Line ends that are not CRLF become CRLF, since a bare one invites
/// smuggling.
final class DotStuffing {

    private DotStuffing() {}

    static byte[] stuff(byte[] message) {
        ByteArrayOutputStream wire =
                new ByteArrayOutputStream(message.length + message.length / 50 + 5);
        boolean lineStart = true;
        for (int i = 0; i < message.length; i++) {
            byte next = message[i];
            boolean crlf = next == '\r' && i + 1 < message.length && message[i + 1] == '\n';
            if (lineStart && next == '.') {
                wire.write('.');
            }
            lineStart = next == '\n' || next == '\r';
            if (lineStart) {
                wire.write('\r');
                wire.write('\n');
                i += crlf ? 1 : 0;
            } else {
                wire.write(next);
            }
        }
        if (!lineStart) {
            wire.write('\r');
            wire.write('\n');
        }
        wire.write('.');
        wire.write('\r');
        wire.write('\n');
        return wire.toByteArray();
    }
}
