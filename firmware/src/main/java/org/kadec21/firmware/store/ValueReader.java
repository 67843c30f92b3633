package org.kadec21.firmware.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads what [ValueWriter] wrote. What follows the known fields is a later layout's and ignored.
///
/// Any read throws [MalformedValueException] when the value ends too early or cannot be meant.
public final class ValueReader {

    private final ByteBuffer in;

    public ValueReader(byte[] value) {
        in = ByteBuffer.wrap(value);
    }

    public int u8() {
        return Byte.toUnsignedInt(need(Byte.BYTES).get());
    }

    public int u16() {
        return Short.toUnsignedInt(need(Short.BYTES).getShort());
    }

    public int i32() {
        return need(Integer.BYTES).getInt();
    }

    public long i64() {
        return need(Long.BYTES).getLong();
    }

    public Instant instant() {
        try {
            return Instant.ofEpochSecond(i64(), i32());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedValueException("an instant out of range");
        }
    }

    public String text() {
        return new String(take(u16()), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return take(i32());
    }

    /// Whether there is no further field: one that was added later may be missing.
    public boolean isAtEnd() {
        return !in.hasRemaining();
    }

    private byte[] take(int count) {
        if (count < 0) {
            throw new MalformedValueException("a negative count of bytes");
        }
        need(count);
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private ByteBuffer need(int count) {
        if (in.remaining() < count) {
            throw new MalformedValueException(
                    count + " bytes were expected, " + in.remaining() + " are left");
        }
        return in;
    }
}
