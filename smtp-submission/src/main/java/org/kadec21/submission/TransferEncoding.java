package org.kadec21.submission;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// How bytes travel through 7-bit mail (RFC 2045 6).
enum TransferEncoding {
    SEVEN_BIT("7bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    /// RFC 5322 2.1.1, without CRLF.
    private static final int LONGEST_LINE = 998;

    private final String wireName;

    TransferEncoding(String wireName) {
        this.wireName = wireName;
    }

    /// The encoding that gives the fewest bytes and brings `content` back exactly.
    ///
    /// @param text whether line ends may be treated as line ends
    static TransferEncoding smallestFor(byte[] content, boolean text) {
        if (!text || !hasCleanLines(content)) {
            return BASE64;
        }
        if (isSevenBit(content)) {
            return SEVEN_BIT;
        }
        return QUOTED_PRINTABLE.encode(content).length <= BASE64.encode(content).length
                ? QUOTED_PRINTABLE
                : BASE64;
    }

    String wireName() {
        return wireName;
    }

    byte[] encode(byte[] content) {
        if (this == SEVEN_BIT) {
            return content.clone();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encoder = MimeUtility.encode(out, wireName)) {
            encoder.write(content);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Jakarta Mail knows " + wireName, e);
        }
        return out.toByteArray();
    }

    /// Whether every line ends with CRLF and CR and LF occur nowhere else.
    private static boolean hasCleanLines(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            boolean lineFeed = i + 1 < content.length && content[i + 1] == '\n';
            if ((content[i] == '\r') != lineFeed || (i == 0 && content[0] == '\n')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSevenBit(byte[] content) {
        int line = 0;
        for (byte next : content) {
            line = next == '\n' ? 0 : line + 1;
            if (next <= 0 || line > LONGEST_LINE + 1) {
                return false;
            }
        }
        return true;
    }
}
