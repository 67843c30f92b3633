package org.kadec21.submission;

import java.time.ZonedDateTime;
import java.util.List;

/// A mail before it is rendered: plain values, no MIME. Equal drafts render to equal bytes.
///
/// @param messageId without angle brackets
/// @param from header address
/// @param to header addresses
/// @param headers further fields in this order, ASCII values
public record MailDraft(
        String messageId,
        ZonedDateTime date,
        String from,
        List<String> to,
        String subject,
        String body,
        Encoding encoding,
        List<Header> headers,
        List<Attachment> attachments) {

    /// How text travels.
    public enum Encoding {
        UTF_8("UTF-8"),
        /// RFC 1468, for receivers of the old monitoring software. What it lacks travels in a
        /// compatible form; see [#lacking].
        ISO_2022_JP("ISO-2022-JP");

        private final String mimeName;

        Encoding(String mimeName) {
            this.mimeName = mimeName;
        }

        /// Its name on the wire.
        public String mimeName() {
            return mimeName;
        }

        /// The characters of a text that it can express in no form; nothing for a text that readers
        /// get whole.
        public String lacking(String text) {
            return MailCharset.of(this).lacking(text);
        }
    }

    /// One header field.
    public record Header(String name, String value) {}

    /// One attached file.
    ///
    /// @param contentType media type with parameters, `text/csv; charset=utf-8`
    public record Attachment(String fileName, String contentType, byte[] content) {}
}
