package org.kadec21.simulation.provider.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads header fields as people wrote them (RFC 2047): `=?ISO-2022-JP?B?...?=`. What is not well
/// formed stays as it is.
public final class EncodedWords {

    private static final Pattern BETWEEN = Pattern.compile("\\?=[ \\t]+=\\?");
    private static final Pattern WORD =
            Pattern.compile("=\\?([\\w-]{1,40})\\?([BbQq])\\?([!-~&&[^?]]{0,1000})\\?=");
    private static final int HEX = 16;

    private EncodedWords() {}

    /// The field with every word that can be read in its place.
    public static String decode(String field) {
        String joined = BETWEEN.matcher(field).replaceAll("?==?");
        return WORD.matcher(joined).replaceAll(found -> Matcher.quoteReplacement(word(found)));
    }

    private static String word(MatchResult found) {
        boolean base64 = found.group(2).toUpperCase(Locale.ROOT).equals("B");
        try {
            byte[] octets =
                    base64 ? Base64.getDecoder().decode(found.group(3)) : quoted(found.group(3));
            return new String(octets, Charset.forName(found.group(1)));
        } catch (IllegalArgumentException notWellFormed) {
            return found.group();
        }
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length()) {
                octets.write(Integer.parseInt(text.substring(i + 1, i + 3), HEX));
                i += 2;
            } else {
                octets.write(c == '_' ? ' ' : c);
            }
        }
        return octets.toByteArray();
    }
}
