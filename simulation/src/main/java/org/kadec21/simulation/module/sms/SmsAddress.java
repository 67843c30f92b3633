package org.kadec21.simulation.module.sms;

import java.util.Arrays;

/// A telephone number as short messages carry it: digits in swapped half octets behind a type (3GPP
/// TS 23.040 9.1.2.5).
///
/// @param type 145 international, 129 unknown
public record SmsAddress(String digits, int type) {

    public static final int INTERNATIONAL = 145;
    public static final int UNKNOWN = 129;

    private static final String SEMI_OCTETS = "0123456789*#abc";
    private static final int FILLER = 0xF;

    /// From `+8190...` or `090...`.
    public static SmsAddress of(String number) {
        return number.startsWith("+")
                ? new SmsAddress(number.substring(1), INTERNATIONAL)
                : new SmsAddress(number, UNKNOWN);
    }

    /// Whether it can be sent: 1 to 20 dialling characters.
    public boolean isValid() {
        return digits.matches("[0-9*#abc]{1,20}");
    }

    /// As people write it.
    public String number() {
        return (type & 0x70) == 0x10 ? "+" + digits : digits;
    }

    /// The digits in half octets, filled up with `F`.
    public byte[] semiOctets() {
        byte[] octets = new byte[(digits.length() + 1) / 2];
        Arrays.fill(octets, (byte) (FILLER << 4));
        for (int i = 0; i < digits.length(); i++) {
            int value = SEMI_OCTETS.indexOf(digits.charAt(i));
            int shift = i % 2 * 4;
            octets[i / 2] = (byte) ((octets[i / 2] & ~(FILLER << shift)) | (value << shift));
        }
        return octets;
    }

    public static SmsAddress parse(int type, byte[] semiOctets, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int value = (semiOctets[i / 2] >> (i % 2 * 4)) & FILLER;
            if (value < SEMI_OCTETS.length()) {
                digits.append(SEMI_OCTETS.charAt(value));
            }
        }
        return new SmsAddress(digits.toString(), type);
    }
}
