package org.kadec21.hal.at;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The notation of dialogue files: `\r`, `\n`, `\\`, `\"` and `\xNN` stand for bytes, the rest for
/// itself (Latin-1).
public final class Escapes {

    private static final Pattern UNIT =
            Pattern.compile("\\\\x\\p{XDigit}{2}|\\\\.|.", Pattern.DOTALL);

    private Escapes() {}

    public static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher matcher = UNIT.matcher(text);
        while (matcher.find()) {
            String unit = matcher.group();
            bytes.write(
                    switch (unit.charAt(unit.length() > 1 ? 1 : 0)) {
                        case 'r' -> unit.length() > 1 ? '\r' : 'r';
                        case 'n' -> unit.length() > 1 ? '\n' : 'n';
                        case 'x' ->
                                unit.length() > 1 ? Integer.parseInt(unit.substring(2), 16) : 'x';
                        default -> unit.charAt(unit.length() - 1);
                    });
        }
        return bytes.toByteArray();
    }

    public static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (c < ' ' || c > '~') {
                        text.append("\\x").append(String.format(Locale.ROOT, "%02x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }
}
