package org.kadec21.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;

import org.kadec21.mailbox.ReceivedMail.Attachment;
import org.kadec21.mailbox.ReceivedMail.Field;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Takes a message apart with Jakarta Mail, past its data handlers: those would look for
/// configuration files of the host.
final class MailParser {

    private static final int DEEPEST = 10;

    private final List<Attachment> attachments = new ArrayList<>();
    private Optional<String> text = Optional.empty();

    private MailParser() {}

    static ReceivedMail parse(String uidl, byte[] raw) throws MalformedMailException {
        MailParser parser = new MailParser();
        try {
            MimeMessage message =
                    new MimeMessage(
                            Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            parser.take(message, 0);
            String subject = message.getSubject();
            return new ReceivedMail(
                    uidl,
                    headers(message),
                    subject == null ? "" : subject,
                    parser.text.orElse(""),
                    List.copyOf(parser.attachments),
                    raw.clone());
        } catch (MessagingException | IOException e) {
            throw new MalformedMailException(
                    "expected a MIME message, got something else: " + e.getMessage(), e);
        }
    }

    private static List<Field> headers(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(header -> new Field(header.getName(), MimeUtility.unfold(header.getValue())))
                .toList();
    }

    private void take(MimePart part, int depth) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && depth < DEEPEST) {
            MimeMultipart container = new MimeMultipart(new MimePartDataSource(part));
            for (int i = 0; i < container.getCount(); i++) {
                take((MimeBodyPart) container.getBodyPart(i), depth + 1);
            }
            return;
        }
        byte[] content = content(part);
        boolean attached =
                part.getFileName() != null || "attachment".equalsIgnoreCase(part.getDisposition());
        if (text.isEmpty() && !attached && part.isMimeType("text/plain")) {
            text = Optional.of(new String(content, charset(part)));
        } else {
            String name = part.getFileName();
            attachments.add(
                    new Attachment(name == null ? "" : name, part.getContentType(), content));
        }
    }

    private static byte[] content(MimePart part) throws IOException {
        try (InputStream in = new MimePartDataSource(part).getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static Charset charset(MimePart part) throws MessagingException {
        String name = new ContentType(part.getContentType()).getParameter("charset");
        try {
            return name == null
                    ? StandardCharsets.US_ASCII
                    : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException e) {
            // an unknown character set: the bytes stay visible
            return StandardCharsets.ISO_8859_1;
        }
    }
}
