package org.kadec21.submission;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a mail of 8-bit text fit for a server that takes seven bits (RFC 6152 3): parts with 8-bit
/// bytes become quoted-printable or base64, header fields become encoded words (RFC 2047), and
/// everything else stays byte for byte.
///
/// What a signature covers cannot be encoded anew, nor can a part that claims to be encoded
/// already.
final class SevenBit {

    private static final int MOST_DEPTH = 10;
    private static final String LINE_END = "\r\n";

    private SevenBit() {}

    /// The mail in seven bits, or empty when it cannot be had.
    static Optional<byte[]> of(byte[] mail) {
        return entity(new String(mail, StandardCharsets.ISO_8859_1), true, 0)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .filter(bytes -> !Objection.hasEightBit(bytes));
    }

    /// One message or part, each char a byte.
    private static Optional<String> entity(String text, boolean isMessage, int depth) {
        if (isAscii(text)) {
            return Optional.of(text);
        }
        int end = text.startsWith(LINE_END) ? 0 : text.indexOf(LINE_END + LINE_END) + 2;
        if (end == 1 || depth > MOST_DEPTH) {
            return Optional.empty();
        }
        HeaderFields fields = HeaderFields.of(text.substring(0, end)).encoded();
        String body = text.substring(end + LINE_END.length());
        return isAscii(body)
                ? Optional.of(fields.text() + LINE_END + body)
                : encoded(fields, body, isMessage, depth);
    }

    private static Optional<String> encoded(
            HeaderFields fields, String body, boolean isMessage, int depth) {
        String encoding =
                fields.value("Content-Transfer-Encoding")
                        .map(value -> value.strip().toLowerCase(Locale.ROOT))
                        .orElse("7bit");
        Optional<ContentType> type = type(fields);
        if (type.isEmpty()
                || type.get().match("multipart/signed")
                || !List.of("7bit", "8bit", "binary").contains(encoding)) {
            return Optional.empty();
        }
        if (type.get().match("multipart/*")) {
            return parts(type.get().getParameter("boundary"), body, depth)
                    .map(inner -> fields.withEncoding("7bit").text() + LINE_END + inner);
        }
        if (type.get().match("message/rfc822")) {
            return entity(body, true, depth + 1)
                    .map(inner -> fields.withEncoding("7bit").text() + LINE_END + inner);
        }
        byte[] content = body.getBytes(StandardCharsets.ISO_8859_1);
        TransferEncoding chosen = TransferEncoding.smallestFor(content, type.get().match("text/*"));
        HeaderFields described = isMessage ? fields.withMime(content) : fields;
        String wire = new String(chosen.encode(content), StandardCharsets.ISO_8859_1);
        return Optional.of(
                described.withEncoding(chosen.wireName()).text()
                        + LINE_END
                        + wire
                        + (wire.endsWith(LINE_END) ? "" : LINE_END));
    }

    /// RFC 2046 5.1.1: what lies between the lines that begin with the boundary.
    private static Optional<String> parts(@Nullable String boundary, String body, int depth) {
        if (boundary == null || boundary.isEmpty()) {
            return Optional.empty();
        }
        String delimiter = "--" + boundary;
        List<String> done = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean inside = false;
        for (String line : body.split("(?<=\r\n)", -1)) {
            if (!line.startsWith(delimiter)) {
                part.append(line);
                continue;
            }
            Optional<String> rewritten =
                    inside
                            ? entity(part.toString(), false, depth + 1)
                            : Optional.of(part.toString());
            if (rewritten.isEmpty()) {
                return rewritten;
            }
            done.add(rewritten.get());
            done.add(line);
            part.setLength(0);
            inside = !line.startsWith(delimiter + "--");
        }
        return Optional.of(String.join("", done) + part);
    }

    private static Optional<ContentType> type(HeaderFields fields) {
        try {
            return Optional.of(new ContentType(fields.value("Content-Type").orElse("text/plain")));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(next -> next < 0x80);
    }
}
