package org.kadec21.simulation.module.sms;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// `+CSCS`: how text strings look on the line (3GPP TS 27.007 5.5). Line text is one character a
/// byte.
public enum CharacterSet {
    /// One septet of the GSM alphabet a byte.
    GSM,
    /// ASCII; other characters become `?`.
    IRA,
    /// UTF-16 as hexadecimal digits.
    UCS2,
    /// GSM septets as hexadecimal digits.
    HEX;

    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    public static Optional<CharacterSet> named(String name) {
        for (CharacterSet set : values()) {
            if (set.name().equals(name)) {
                return Optional.of(set);
            }
        }
        return Optional.empty();
    }

    public String toLine(String text) {
        return switch (this) {
            case GSM -> new String(GsmAlphabet.septets(text), StandardCharsets.ISO_8859_1);
            case IRA ->
                    new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
            case UCS2 -> HEXADECIMAL.formatHex(text.getBytes(StandardCharsets.UTF_16BE));
            case HEX -> HEXADECIMAL.formatHex(GsmAlphabet.septets(text));
        };
    }

    /// The text behind what was typed; empty when that is no string of this set.
    public Optional<String> toText(String typed) {
        return switch (this) {
            case GSM -> Optional.of(GsmAlphabet.text(typed.getBytes(StandardCharsets.ISO_8859_1)));
            case IRA -> Optional.of(typed);
            case UCS2 ->
                    octets(typed)
                            .filter(octets -> octets.length % 2 == 0)
                            .map(octets -> new String(octets, StandardCharsets.UTF_16BE));
            case HEX -> octets(typed).map(GsmAlphabet::text);
        };
    }

    public static Optional<byte[]> octets(String digits) {
        return digits.length() % 2 == 0 && digits.matches("[0-9A-Fa-f]*")
                ? Optional.of(HEXADECIMAL.parseHex(digits))
                : Optional.empty();
    }

    public static String digits(byte[] octets) {
        return HEXADECIMAL.formatHex(octets);
    }
}
