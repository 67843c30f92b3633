package org.kadec21.submission;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The outermost layer of an S/MIME message (RFC 8551 3), by its bytes: what was signed must not be
/// rendered again.
sealed interface SealedEntity {

    /// Encrypted (3.3).
    record Enveloped(byte[] cms) implements SealedEntity {}

    /// `multipart/signed` (3.5.3).
    ///
    /// @param content the signed entity, CRLF line ends, without the last one, which belongs to the
    ///   boundary
    record Detached(byte[] content, byte[] cms) implements SealedEntity {}

    /// `application/pkcs7-mime` with the content within the signature (3.5.2).
    record Opaque(byte[] cms) implements SealedEntity {}

    /// It is no S/MIME.
    final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    /// Looks at a complete message, or at an entity that lay within another one.
    ///
    /// @param message fields, empty line, content; bare line feeds are taken for CRLF
    static SealedEntity of(byte[] message) throws Malformed {
        byte[] text = canonical(message);
        int end = indexOf(text, "\r\n\r\n", 0);
        if (end < 0) {
            throw new Malformed("expected a mail with header and body, came only one of them");
        }
        ContentType type = type(text, end);
        String media = (type.getPrimaryType() + "/" + type.getSubType()).toLowerCase(Locale.ROOT);
        return switch (media) {
            case "multipart/signed" -> detached(text, end + 2, boundary(type));
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> {
                byte[] cms = base64(text, end + 4, text.length);
                String kind =
                        Optional.ofNullable(type.getParameter("smime-type"))
                                .orElse("enveloped-data");
                yield switch (kind.toLowerCase(Locale.ROOT)) {
                    case "enveloped-data" -> new Enveloped(cms);
                    case "signed-data" -> new Opaque(cms);
                    default ->
                            throw new Malformed(
                                    "expected enveloped-data or signed-data, came " + kind);
                };
            }
            default -> throw new Malformed("expected a signed mail (S/MIME), came " + media);
        };
    }

    private static ContentType type(byte[] text, int end) throws Malformed {
        try {
            InternetHeaders fields =
                    new InternetHeaders(new ByteArrayInputStream(text, 0, end + 4));
            String field = fields.getHeader("Content-Type", null);
            return new ContentType(field == null ? "text/plain" : field);
        } catch (MessagingException malformed) {
            throw new Malformed("expected a field Content-Type that can be read, came another");
        }
    }

    private static String boundary(ContentType type) throws Malformed {
        return Optional.ofNullable(type.getParameter("boundary"))
                .filter(word -> !word.isEmpty())
                .orElseThrow(() -> new Malformed("expected a boundary between parts, came none"));
    }

    /// @param from the position of a line end before the first boundary
    private static Detached detached(byte[] text, int from, String boundary) throws Malformed {
        String line = "\r\n--" + boundary;
        List<Integer> found = new ArrayList<>();
        int at = indexOf(text, line, from);
        while (at >= 0 && found.size() < 3) {
            found.add(at);
            at = indexOf(text, line, at + line.length());
        }
        if (found.size() != 3 || at >= 0 || !startsWith(text, found.get(2) + line.length(), "--")) {
            throw new Malformed(
                    "expected two parts, the content and its signature, came half of it or more");
        }
        byte[] content = part(text, found.get(0) + line.length(), found.get(1));
        byte[] signature = part(text, found.get(1) + line.length(), found.get(2));
        int end = indexOf(signature, "\r\n\r\n", 0);
        if (end < 0) {
            throw new Malformed("expected a signature in the second part, came something else");
        }
        return new Detached(content, base64(signature, end + 4, signature.length));
    }

    /// What lies behind a boundary's own line end, up to the line end of the next boundary.
    private static byte[] part(byte[] text, int afterBoundary, int end) throws Malformed {
        int begin = indexOf(text, "\r\n", afterBoundary) + 2;
        if (begin < 2 || begin > end) {
            throw new Malformed("expected a part between two boundaries, came nothing");
        }
        return Arrays.copyOfRange(text, begin, end);
    }

    private static byte[] base64(byte[] text, int from, int end) throws Malformed {
        String body = new String(text, from, end - from, StandardCharsets.US_ASCII);
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException wrong) {
            throw new Malformed("expected base64, came something else or half of it");
        }
    }

    private static byte[] canonical(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 64);
        int before = 0;
        for (byte one : message) {
            if (one == '\n' && before != '\r') {
                out.write('\r');
            }
            out.write(one);
            before = one;
        }
        return out.toByteArray();
    }

    private static int indexOf(byte[] text, String sought, int from) {
        for (int at = from; at <= text.length - sought.length(); at++) {
            if (startsWith(text, at, sought)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] text, int at, String sought) {
        if (at + sought.length() > text.length) {
            return false;
        }
        for (int i = 0; i < sought.length(); i++) {
            if (text[at + i] != sought.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
