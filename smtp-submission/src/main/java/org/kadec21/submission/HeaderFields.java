package org.kadec21.submission;

import jakarta.mail.internet.MimeUtility;

import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A header as it came, field by field, each char a byte.
///
/// @param fields with their folds, without the last line end
record HeaderFields(List<String> fields) {

    private static final String LINE_END = "\r\n";

    /// A quoted phrase, or words that are neither an address nor a part of one.
    private static final Pattern FOREIGN_WORDS =
            Pattern.compile(
                    "\"([^\"\\\\]*[^\\x00-\\x7f][^\"\\\\]*)\""
                            + "|(?<![^\\s\",;:])([^\\s\"<>@,;:]++(?: [^\\s\"<>@,;:]++)*+)(?!@)");

    /// @param text lines, each ended by CRLF
    static HeaderFields of(String text) {
        return new HeaderFields(
                text.isEmpty()
                        ? List.of()
                        : Arrays.asList(text.split("\r\n(?![ \t])|\r\n\\z", -1)).stream()
                                .filter(line -> !line.isEmpty())
                                .toList());
    }

    /// Lines, each ended by CRLF.
    String text() {
        StringBuilder text = new StringBuilder();
        fields.forEach(field -> text.append(field).append(LINE_END));
        return text.toString();
    }

    /// The first value of this name, unfolded.
    Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> isNamed(field, name))
                .map(field ->
                        field.substring(field.indexOf(':') + 1)
                                .replaceAll("\r\n(?=[ \t])", "")
                                .strip())
                .findFirst();
    }

    /// With 8-bit words as encoded words, where they are UTF-8 and no part of an address.
    HeaderFields encoded() {
        return new HeaderFields(fields.stream().map(HeaderFields::encoded).toList());
    }

    /// With this transfer encoding in place of another.
    HeaderFields withEncoding(String encoding) {
        return with("Content-Transfer-Encoding", encoding);
    }

    /// With what makes a mail MIME: its version, and of a text without a type the type.
    HeaderFields withMime(byte[] content) {
        HeaderFields versioned =
                value("MIME-Version").isPresent() ? this : with("MIME-Version", "1.0");
        return value("Content-Type").isPresent()
                ? versioned
                : versioned.with(
                        "Content-Type",
                        "text/plain; charset="
                                + (utf8(content).isPresent() ? "utf-8" : "unknown-8bit"));
    }

    private HeaderFields with(String name, String value) {
        List<String> others = new ArrayList<>();
        fields.stream().filter(field -> !isNamed(field, name)).forEach(others::add);
        others.add(name + ": " + value);
        return new HeaderFields(List.copyOf(others));
    }

    private static boolean isNamed(String field, String name) {
        int colon = field.indexOf(':');
        return colon > 0 && field.substring(0, colon).strip().equalsIgnoreCase(name);
    }

    private static String encoded(String field) {
        Optional<String> text = utf8(field.getBytes(StandardCharsets.ISO_8859_1));
        int colon = field.indexOf(':');
        if (colon < 1 || text.isEmpty() || text.get().length() == field.length()) {
            return field;
        }
        Matcher words =
                FOREIGN_WORDS.matcher(
                        text.get().substring(colon + 1).replaceAll("\r\n(?=[ \t])", ""));
        String value = words.replaceAll(HeaderFields::word);
        return new String(
                (field.substring(0, colon) + ":" + MimeUtility.fold(colon + 1, value))
                        .getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
    }

    private static String word(MatchResult found) {
        String words = found.group(1) == null ? found.group(2) : found.group(1);
        if (words.chars().allMatch(next -> next < 0x80)) {
            return Matcher.quoteReplacement(found.group());
        }
        try {
            return Matcher.quoteReplacement(MimeUtility.encodeWord(words, "UTF-8", "B"));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
