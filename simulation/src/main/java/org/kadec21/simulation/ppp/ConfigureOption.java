package org.kadec21.simulation.ppp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One option of a Configure packet (RFC 1661 6).
///
/// @param type 0 to 255
record ConfigureOption(int type, byte[] value) {

    private static final int HEAD = 2;

    static ConfigureOption flag(int type) {
        return new ConfigureOption(type, new byte[0]);
    }

    static ConfigureOption of16(int type, int value) {
        return new ConfigureOption(
                type, ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
    }

    static ConfigureOption of32(int type, int value) {
        return new ConfigureOption(type, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    /// Reads the options of a packet; empty when one is cut off.
    static Optional<List<ConfigureOption>> parse(byte[] data) {
        List<ConfigureOption> options = new ArrayList<>();
        int at = 0;
        while (at < data.length) {
            int length = at + 1 < data.length ? data[at + 1] & 0xFF : 0;
            if (length < HEAD || at + length > data.length) {
                return Optional.empty();
            }
            byte[] value = Arrays.copyOfRange(data, at + HEAD, at + length);
            options.add(new ConfigureOption(data[at] & 0xFF, value));
            at += length;
        }
        return Optional.of(options);
    }

    static byte[] bytes(List<ConfigureOption> options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ConfigureOption option : options) {
            bytes.write(option.type);
            bytes.write(option.value.length + HEAD);
            bytes.writeBytes(option.value);
        }
        return bytes.toByteArray();
    }

    boolean is(int otherType, int bytes) {
        return type == otherType && value.length == bytes;
    }

    /// The value as a number; it has 2 bytes.
    int as16() {
        return ByteBuffer.wrap(value).getShort() & 0xFFFF;
    }

    /// The value as a number; it has 4 bytes.
    int as32() {
        return ByteBuffer.wrap(value).getInt();
    }
}
