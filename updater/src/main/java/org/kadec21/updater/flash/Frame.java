package org.kadec21.updater.flash;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A frame of the flash layout (`docs/flash-layout.md`), whatever it means.
///
/// @param type not 0
record Frame(int type, byte[] value) {

    static final int OVERHEAD_BYTES = 14;
    static final int END_MARK_BYTES = 4;

    private static final int HEAD_BYTES = 10;
    private static final int END_MARK = 0xF521_ED0A;
    private static final int MOST_VALUE_BYTES = 1_048_576;

    int encodedBytes() {
        return OVERHEAD_BYTES + value.length;
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(encodedBytes());
        bytes.putInt(value.length).putInt(crc()).putShort((short) type).put(value).putInt(END_MARK);
        return bytes.array();
    }

    /// The sound frame that begins at `position`, if one does.
    static Optional<Frame> at(byte[] file, int position) {
        int end = claimedEnd(file, position);
        if (end < 0 || !isEndMarkBefore(file, end)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(file, position, end - position);
        byte[] value = new byte[bytes.getInt()];
        int crc = bytes.getInt();
        int type = Short.toUnsignedInt(bytes.getShort());
        bytes.get(value);
        return Optional.of(new Frame(type, value)).filter(frame -> type != 0 && frame.crc() == crc);
    }

    /// Where a frame at `position` ends by its own length, or -1 when that is not in the file.
    static int claimedEnd(byte[] file, int position) {
        if (position > file.length - OVERHEAD_BYTES) {
            return -1;
        }
        int length = ByteBuffer.wrap(file).getInt(position);
        boolean fits = length >= 0 && length <= MOST_VALUE_BYTES;
        return fits && length <= file.length - position - OVERHEAD_BYTES
                ? position + OVERHEAD_BYTES + length
                : -1;
    }

    static boolean isEndMarkBefore(byte[] file, int end) {
        return end >= END_MARK_BYTES
                && ByteBuffer.wrap(file).getInt(end - END_MARK_BYTES) == END_MARK;
    }

    private int crc() {
        ByteBuffer checked = ByteBuffer.allocate(HEAD_BYTES - Integer.BYTES + value.length);
        checked.putInt(value.length).putShort((short) type).put(value);
        CRC32C crc = new CRC32C();
        crc.update(checked.array());
        return (int) crc.getValue();
    }
}
