package org.kadec21.simulation.module.sms;

import java.io.ByteArrayOutputStream;

/// The GSM 7 bit default alphabet with its extension table, and its packing into octets (3GPP TS
/// 23.038 6.1.2 and 6.2.1).
public final class GsmAlphabet {

    public static final int ESCAPE = 0x1B;

    private static final String BASIC =
            "@£$¥èéùìòÇ\n"
                    + "Øø\r"
                    + "ÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMN"
                    + "OPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENSION_SEPTETS = "\u0014()/<=>@e";
    private static final String EXTENSION_CHARACTERS = "^{}\\[~]|€";

    private GsmAlphabet() {}

    /// Whether the alphabet has every character of `text`.
    public static boolean covers(String text) {
        return text.chars()
                .allMatch(c ->
                        EXTENSION_CHARACTERS.indexOf(c) >= 0
                                || (BASIC.indexOf(c) >= 0 && c != ESCAPE));
    }

    /// One septet a byte; a character that the alphabet lacks becomes `?`.
    public static byte[] septets(String text) {
        ByteArrayOutputStream septets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int extended = EXTENSION_CHARACTERS.indexOf(c);
            int basic = BASIC.indexOf(c);
            if (extended >= 0) {
                septets.write(ESCAPE);
                septets.write(EXTENSION_SEPTETS.charAt(extended));
            } else {
                septets.write(basic >= 0 && basic != ESCAPE ? basic : '?');
            }
        }
        return septets.toByteArray();
    }

    public static String text(byte[] septets) {
        StringBuilder text = new StringBuilder();
        boolean escaped = false;
        for (byte septet : septets) {
            int extended = EXTENSION_SEPTETS.indexOf(septet & 0x7F);
            if (escaped && extended >= 0) {
                text.append(EXTENSION_CHARACTERS.charAt(extended));
            } else if (septet != ESCAPE) {
                text.append(BASIC.charAt(septet & 0x7F));
            }
            escaped = septet == ESCAPE && !escaped;
        }
        return text.toString();
    }

    public static byte[] pack(byte[] septets) {
        byte[] octets = new byte[(septets.length * 7 + 7) / 8];
        for (int i = 0; i < septets.length * 7; i++) {
            int bit = septets[i / 7] >> i % 7 & 1;
            octets[i / 8] |= (byte) (bit << i % 8);
        }
        return octets;
    }

    /// The first `count` septets in `octets`.
    public static byte[] unpack(byte[] octets, int count) {
        byte[] septets = new byte[Math.min(count, octets.length * 8 / 7)];
        for (int i = 0; i < septets.length * 7; i++) {
            int bit = octets[i / 8] >> i % 8 & 1;
            septets[i / 7] |= (byte) (bit << i % 7);
        }
        return septets;
    }
}
