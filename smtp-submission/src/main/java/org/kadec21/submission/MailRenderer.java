package org.kadec21.submission;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Renders a [MailDraft] as MIME (RFC 5322, 2045 to 2047, 2231): CRLF, 7-bit, no line above 998
/// bytes. The same draft gives the same bytes, always: nothing is taken from a clock, a host name
/// or chance, the boundary comes from the Message-ID.
public final class MailRenderer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US);

    private MailRenderer() {}

    /// The complete message.
    ///
    /// @throws IllegalArgumentException when an address, a header name or a media type is malformed
    public static byte[] render(MailDraft draft) {
        HeaderLines headers = new HeaderLines(MailCharset.of(draft.encoding()));
        headers.addRaw("Message-ID", "<" + draft.messageId() + ">");
        headers.addRaw("Date", DATE.format(draft.date()));
        headers.addAddresses("From", List.of(draft.from()));
        headers.addAddresses("To", draft.to());
        headers.addText("Subject", draft.subject());
        draft.headers().forEach(header -> headers.addRaw(header.name(), header.value()));
        headers.addRaw("MIME-Version", "1.0");
        List<MimePart> parts = parts(draft);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (parts.size() == 1) {
            parts.getFirst().headers().forEach(headers::addStructured);
            write(out, headers.text() + "\r\n");
            out.writeBytes(parts.getFirst().content());
            return out.toByteArray();
        }
        String boundary = boundary(draft.messageId());
        headers.addStructured(
                new MailDraft.Header(
                        "Content-Type", "multipart/mixed; boundary=\"" + boundary + "\""));
        write(out, headers.text());
        for (MimePart part : parts) {
            write(out, "\r\n--" + boundary + "\r\n" + part.headerText() + "\r\n");
            out.writeBytes(part.content());
        }
        write(out, "\r\n--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private static List<MimePart> parts(MailDraft draft) {
        List<MimePart> parts = new ArrayList<>();
        parts.add(MimePart.text(draft.body(), MailCharset.of(draft.encoding())));
        draft.attachments().forEach(attachment -> parts.add(MimePart.attachment(attachment)));
        return parts;
    }

    /// `=_` occurs neither in quoted-printable nor in Base64 (RFC 2045 6.7), and 128 bits of a
    /// digest in no text by chance.
    private static String boundary(String messageId) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(messageId.getBytes(StandardCharsets.UTF_8));
            return "=_" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
