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
        return message(draft, entity(draft));
    }

    /// The draft's own header fields, and behind them those of `entity`, which is its body.
    static byte[] message(MailDraft draft, MimePart entity) {
        HeaderLines headers = new HeaderLines(MailCharset.of(draft.encoding()));
        headers.addRaw("Message-ID", "<" + draft.messageId() + ">");
        headers.addRaw("Date", DATE.format(draft.date()));
        headers.addAddresses("From", List.of(draft.from()));
        headers.addAddresses("To", draft.to());
        headers.addText("Subject", draft.subject());
        draft.headers().forEach(header -> headers.addRaw(header.name(), header.value()));
        headers.addRaw("MIME-Version", "1.0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(headers.text().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(entity.bytes());
        return out.toByteArray();
    }

    /// Text and attachments: one part, or several in a `multipart/mixed`.
    static MimePart entity(MailDraft draft) {
        List<MimePart> parts = parts(draft);
        return parts.size() == 1
                ? parts.getFirst()
                : MimePart.multipart("multipart/mixed", boundary(draft.messageId()), parts);
    }

    private static List<MimePart> parts(MailDraft draft) {
        List<MimePart> parts = new ArrayList<>();
        parts.add(MimePart.text(draft.body(), MailCharset.of(draft.encoding())));
        draft.attachments().forEach(attachment -> parts.add(MimePart.attachment(attachment)));
        return parts;
    }

    /// `=_` occurs neither in quoted-printable nor in Base64 (RFC 2045 6.7), and 128 bits of a
    /// digest in no text by chance.
    static String boundary(String messageId) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(messageId.getBytes(StandardCharsets.UTF_8));
            return "=_" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
