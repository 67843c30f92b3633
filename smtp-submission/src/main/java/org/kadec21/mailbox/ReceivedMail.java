package org.kadec21.mailbox;

import java.util.List;
import java.util.Optional;

/// A mail as it lies in a mailbox.
///
/// @param uidl the server's unique name for it (RFC 1939 7), empty for a mail from a file
/// @param headers all fields in their order, unfolded, otherwise as they came
/// @param subject decoded (RFC 2047), empty when there is none
/// @param text the first readable text part, line ends as they came; empty when there is none
/// @param attachments all other parts that are no containers, in their order
/// @param raw the complete message
public record ReceivedMail(
        String uidl,
        List<Field> headers,
        String subject,
        String text,
        List<Attachment> attachments,
        byte[] raw) {

    /// Takes a complete message apart.
    ///
    /// @throws MalformedMailException when it is no message
    public static ReceivedMail parse(byte[] raw) throws MalformedMailException {
        return parse("", raw);
    }

    /// As [#parse(byte[])], for a mail that a server calls `uidl`.
    public static ReceivedMail parse(String uidl, byte[] raw) throws MalformedMailException {
        return MailParser.parse(uidl, raw);
    }

    /// The first field of that name, whatever its case.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /// The Message-ID without angle brackets.
    public Optional<String> messageId() {
        return header("Message-ID").map(id -> id.strip().replaceAll("^<|>$", ""));
    }

    /// One header field.
    public record Field(String name, String value) {}

    /// One attached file.
    ///
    /// @param fileName decoded (RFC 2231), empty when there is none
    /// @param contentType media type with parameters
    public record Attachment(String fileName, String contentType, byte[] content) {}
}
