package org.kadec21.submission;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The character set a mail's text is written in.
///
/// @param mimeName its name on the wire
/// @param missing what stands for a character that it lacks in every form
record MailCharset(Charset charset, String mimeName, String missing) {

    private static final MailCharset UTF_8 =
            new MailCharset(StandardCharsets.UTF_8, "UTF-8", "\ufffd");

    /// The geta mark is what Japanese print puts for a character it does not have.
    private static final MailCharset ISO_2022_JP =
            new MailCharset(Charset.forName("ISO-2022-JP"), "ISO-2022-JP", "\u3013");

    /// Half-width katakana with the voicing marks behind them, which RFC 1468 leaves out: they have
    /// full-width forms.
    private static final Pattern HALF_WIDTH_KATAKANA = Pattern.compile("[\uff61-\uff9f]+");

    static MailCharset of(MailDraft.Encoding encoding) {
        return switch (encoding) {
            case UTF_8 -> UTF_8;
            case ISO_2022_JP -> ISO_2022_JP;
        };
    }

    /// The text in characters that this character set has: as it is, else in its compatible form
    /// (Unicode NFKC: `ｶﾞ` becomes `ガ`, `m²` becomes `m2`), else [#missing()].
    String expressible(String text) {
        CharsetEncoder encoder = charset.newEncoder();
        return widened(text)
                .codePoints()
                .mapToObj(Character::toString)
                .map(character -> expressible(character, encoder))
                .collect(Collectors.joining());
    }

    /// The characters of the text that have no form here.
    String lacking(String text) {
        CharsetEncoder encoder = charset.newEncoder();
        return widened(text)
                .codePoints()
                .mapToObj(Character::toString)
                .filter(character ->
                        !encoder.canEncode(character) && !encoder.canEncode(compatible(character)))
                .distinct()
                .collect(Collectors.joining());
    }

    byte[] encode(String text) {
        return expressible(text).getBytes(charset);
    }

    private String expressible(String character, CharsetEncoder encoder) {
        if (encoder.canEncode(character)) {
            return character;
        }
        String compatible = compatible(character);
        return encoder.canEncode(compatible) ? compatible : missing;
    }

    private String widened(String text) {
        return equals(ISO_2022_JP)
                ? HALF_WIDTH_KATAKANA.matcher(text).replaceAll(kana -> compatible(kana.group()))
                : text;
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
