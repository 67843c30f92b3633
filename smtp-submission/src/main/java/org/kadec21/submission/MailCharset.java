package org.kadec21.submission;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/// The character set a mail's text is written in.
///
/// @param mimeName its name on the wire
record MailCharset(Charset charset, String mimeName) {

    private static final MailCharset UTF_8 = new MailCharset(StandardCharsets.UTF_8, "UTF-8");
    private static final MailCharset ISO_2022_JP =
            new MailCharset(Charset.forName("ISO-2022-JP"), "ISO-2022-JP");

    static MailCharset of(MailDraft.Encoding encoding) {
        return switch (encoding) {
            case UTF_8 -> UTF_8;
            case ISO_2022_JP -> ISO_2022_JP;
        };
    }

    /// The text with `?` for what this character set lacks.
    String expressible(String text) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(Character::toString)
                .map(character -> encoder.canEncode(character) ? character : "?")
                .forEach(kept::append);
        return kept.toString();
    }

    byte[] encode(String text) {
        return expressible(text).getBytes(charset);
    }
}
