package org.kadec21.firmware.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One unit of durability: length, CRC32C, type, value, end mark. It counts as a whole or not at
/// all.
///
/// @param type 1 to 65535, given by the file's kind; unknown ones are skipped and kept
/// @param value at most [#MAX_VALUE_BYTES]
public record Frame(int type, byte[] value) {

    /// A longer value is a bug of the caller; a longer length in a file is damage.
    public static final int MAX_VALUE_BYTES = 1 << 20;

    /// What a frame costs beside its value.
    public static final int OVERHEAD_BYTES = 14;

    static final int END_MARK_BYTES = 4;

    private static final int HEAD_BYTES = OVERHEAD_BYTES - END_MARK_BYTES;

    /// 0xF5 never occurs in UTF-8 text, so that a mail's words are never taken for an end mark.
    private static final int END_MARK = 0xF521_ED0A;

    public Frame {
        if (type < 1 || type > 0xFFFF) {
            throw new IllegalArgumentException("a frame type is 1 to 65535, not " + type);
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "a frame holds at most " + MAX_VALUE_BYTES + " bytes, not " + value.length);
        }
    }

    /// Bytes on flash.
    public int encodedBytes() {
        return OVERHEAD_BYTES + value.length;
    }

    /// As it lies on flash.
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(encodedBytes());
        bytes.putInt(value.length).putInt(crc(type, value, 0, value.length));
        return bytes.putShort((short) type).put(value).putInt(END_MARK).array();
    }

    static byte[] endMark() {
        return ByteBuffer.allocate(END_MARK_BYTES).putInt(END_MARK).array();
    }

    /// The frame that begins at `offset`, if a sound one does.
    static Optional<Frame> at(byte[] file, int offset) {
        int end = claimedEnd(file, offset);
        if (end < 0 || !endMarkBefore(file, end)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int length = bytes.getInt(offset);
        int type = Short.toUnsignedInt(bytes.getShort(offset + 8));
        int valueAt = offset + HEAD_BYTES;
        if (type == 0 || bytes.getInt(offset + 4) != crc(type, file, valueAt, length)) {
            return Optional.empty();
        }
        return Optional.of(new Frame(type, Arrays.copyOfRange(file, valueAt, valueAt + length)));
    }

    /// Where the frame at `offset` ends by its own word, damaged or not; -1 when that cannot be.
    static int claimedEnd(byte[] file, int offset) {
        if (file.length - offset < OVERHEAD_BYTES) {
            return -1;
        }
        int length = ByteBuffer.wrap(file).getInt(offset);
        if (length < 0
                || length > MAX_VALUE_BYTES
                || length > file.length - offset - OVERHEAD_BYTES) {
            return -1;
        }
        return offset + OVERHEAD_BYTES + length;
    }

    static boolean endMarkBefore(byte[] file, int end) {
        return ByteBuffer.wrap(file).getInt(end - END_MARK_BYTES) == END_MARK;
    }

    private static int crc(int type, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(6).putInt(length).putShort((short) type).flip());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
