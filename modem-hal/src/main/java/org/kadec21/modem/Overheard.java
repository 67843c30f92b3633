package org.kadec21.modem;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What a serial port has said, and what that tells of the device behind it. No I/O; the first
/// [#BYTES] bytes decide.
final class Overheard {

    /// Four NMEA sentences, or one long URC.
    static final int BYTES = 512;

    /// NMEA 0183 5.3: `$` or `!`, two letters of the talker and three of the sentence, or `$P` and a
    /// maker's own.
    private static final Pattern NMEA =
            Pattern.compile("[$!]([A-Z]{2}[A-Z]{3}|P[A-Z0-9]{3,8}),", Pattern.CASE_INSENSITIVE);

    /// Final result codes (ITU-T V.250 table 1, 3GPP TS 27.007 9.2).
    private static final Pattern FINAL =
            Pattern.compile("(?m)^(OK|0|ERROR|4|\\+CME ERROR.*|NA|COMMAND NOT SUPPORT)$");

    /// Lines that modules say by themselves: names behind a sign, or a word in capitals.
    private static final Pattern NEWS = Pattern.compile("[+^#$*][A-Z0-9]+:.*|[A-Z][A-Z _]{1,30}");

    private static final char FLAG = 0x7e;

    private final StringBuilder heard = new StringBuilder();

    /// Kinds of devices, as far as they have told.
    enum Kind {
        /// Nothing came.
        SILENT,
        /// PPP frames (RFC 1662): a module in data mode, or a zombie.
        PPP,
        /// A final result code: something that speaks AT.
        ANSWERS,
        /// Lines as a module says them by itself.
        NEWS,
        /// Positions, depths, headings.
        NMEA,
        /// Anything else.
        STRANGE
    }

    void add(byte[] bytes, int length) {
        int count = Math.min(length, BYTES - heard.length());
        heard.append(new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1));
    }

    void forget() {
        heard.setLength(0);
    }

    /// Whether more would not change the judgement.
    boolean isClear() {
        return kind() == Kind.ANSWERS || kind() == Kind.NMEA || heard.length() == BYTES;
    }

    Kind kind() {
        String text = heard.toString().replace("\0", "").replace('\r', '\n').strip();
        if (text.isEmpty()) {
            return Kind.SILENT;
        }
        if (NMEA.matcher(text).find()) {
            return Kind.NMEA;
        }
        if (text.chars().filter(c -> c == FLAG).count() >= 2) {
            return Kind.PPP;
        }
        if (FINAL.matcher(text).find()) {
            return Kind.ANSWERS;
        }
        boolean news =
                text.lines()
                        .map(String::strip)
                        .allMatch(line -> line.isEmpty() || NEWS.matcher(line).matches());
        return news ? Kind.NEWS : Kind.STRANGE;
    }

    /// The first words, for people; what cannot be printed is a dot.
    String excerpt() {
        String words = heard.toString().strip().replaceAll("[^ -~]", ".");
        return words.length() > 40 ? words.substring(0, 40) + "..." : words;
    }
}
