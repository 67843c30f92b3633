package org.kadec21.submission;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One rendered part: its fields and its encoded content.
record MimePart(List<MailDraft.Header> headers, byte[] content) {

    /// Readable text, its line ends made CRLF.
    static MimePart text(String body, MailCharset charset) {
        byte[] content =
                charset.encode(body.replaceAll("\\R", "\r\n").replaceFirst("(?<!\n)\\z", "\r\n"));
        TransferEncoding encoding = TransferEncoding.smallestFor(content, true);
        String type =
                encoding == TransferEncoding.SEVEN_BIT && charset.mimeName().equals("UTF-8")
                        ? "text/plain; charset=us-ascii"
                        : "text/plain; charset=" + charset.mimeName().toLowerCase(Locale.ROOT);
        return new MimePart(
                List.of(
                        new MailDraft.Header("Content-Type", type),
                        new MailDraft.Header("Content-Transfer-Encoding", encoding.wireName())),
                encoding.encode(content));
    }

    /// A file, byte for byte.
    static MimePart attachment(MailDraft.Attachment attachment) {
        ContentType type = type(attachment.contentType());
        TransferEncoding encoding =
                TransferEncoding.smallestFor(attachment.content(), type.match("text/*"));
        ParameterList parameters = new ParameterList();
        parameters.set("filename", attachment.fileName(), "UTF-8");
        List<MailDraft.Header> headers = new ArrayList<>();
        headers.add(new MailDraft.Header("Content-Type", type.toString()));
        headers.add(new MailDraft.Header("Content-Transfer-Encoding", encoding.wireName()));
        headers.add(
                new MailDraft.Header(
                        "Content-Disposition",
                        new ContentDisposition("attachment", parameters).toString()));
        return new MimePart(List.copyOf(headers), encoding.encode(attachment.content()));
    }

    /// Several parts as one (RFC 2046 5.1).
    ///
    /// @param type media type, without the boundary
    static MimePart multipart(String type, String boundary, List<MimePart> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String before = "";
        for (MimePart part : parts) {
            write(out, before + "--" + boundary + "\r\n");
            out.writeBytes(part.bytes());
            before = "\r\n";
        }
        write(out, "\r\n--" + boundary + "--\r\n");
        return new MimePart(
                List.of(
                        new MailDraft.Header(
                                "Content-Type", type + "; boundary=\"" + boundary + "\"")),
                out.toByteArray());
    }

    /// Fields, empty line, content.
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, headerText() + "\r\n");
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// The fields, each ended by CRLF.
    String headerText() {
        StringBuilder lines = new StringBuilder();
        headers.forEach(header ->
                lines.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return lines.toString();
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static ContentType type(String text) {
        try {
            return new ContentType(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "expected a media type such as \"text/csv; charset=utf-8\", got \""
                            + text
                            + "\"",
                    e);
        }
    }
}
