package org.kadec21.modem.ppp.link;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One option of a Configure packet (RFC 1661 6): its type and its value in hexadecimal digits, so
/// that two of them compare.
record Option(int type, String hex) {

    private static final int HEAD = 2;

    static Option of(int type, byte... value) {
        return new Option(type, HexFormat.of().formatHex(value));
    }

    /// An option whose value is a number of four bytes.
    static Option of(int type, int number) {
        return new Option(type, HexFormat.of().toHexDigits(number));
    }

    byte[] value() {
        return HexFormat.of().parseHex(hex);
    }

    /// The value, when it has four bytes.
    Optional<Integer> word() {
        return hex.length() == 8 ? Optional.of(HexFormat.fromHexDigits(hex)) : Optional.empty();
    }

    /// The options in `bytes`, in their order; empty when a length does not fit.
    static Optional<List<Option>> in(byte[] bytes) {
        List<Option> options = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += bytes[at + 1] & 0xff) {
            int length = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
            if (length < HEAD || at + length > bytes.length) {
                return Optional.empty();
            }
            options.add(of(bytes[at] & 0xff, Arrays.copyOfRange(bytes, at + HEAD, at + length)));
        }
        return Optional.of(options);
    }

    /// As they go into a packet.
    static byte[] bytes(List<Option> options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Option option : options) {
            byte[] value = option.value();
            bytes.write(option.type());
            bytes.write(HEAD + value.length);
            bytes.writeBytes(value);
        }
        return bytes.toByteArray();
    }
}
