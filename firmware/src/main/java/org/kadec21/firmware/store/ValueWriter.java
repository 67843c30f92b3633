package org.kadec21.firmware.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Builds a frame's value: big-endian numbers, counted text and bytes.
public final class ValueWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public ValueWriter u8(int value) {
        out.write(inRange(value, 0xFF));
        return this;
    }

    public ValueWriter u16(int value) {
        inRange(value, 0xFFFF);
        return raw(ByteBuffer.allocate(Short.BYTES).putShort((short) value).array());
    }

    public ValueWriter i32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    public ValueWriter i64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /// Seconds since 1970 as i64, nanoseconds as i32.
    public ValueWriter instant(Instant value) {
        return i64(value.getEpochSecond()).i32(value.getNano());
    }

    /// u16 count of bytes, then UTF-8.
    public ValueWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    /// i32 count, then the bytes.
    public ValueWriter bytes(byte[] value) {
        i32(value.length);
        out.writeBytes(value);
        return this;
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }

    private ValueWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private static int inRange(int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(
                    "0 to " + most + " can be written here, not " + value);
        }
        return value;
    }
}
