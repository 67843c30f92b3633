package org.kadec21.updater.port;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// YMODEM's blocks as they go over the line.
final class Block {

    private static final byte SOH = 0x01;
    private static final byte STX = 0x02;
    private static final byte PADDING = 0x1a;
    private static final int SHORT_BYTES = 128;
    private static final int LONG_BYTES = 1024;
    private static final int HEAD_BYTES = 3;
    private static final int CRC_BYTES = 2;

    private Block() {}

    /// Block 0: name, NUL, length in decimal digits.
    static byte[] heading(String name, int length) {
        byte[] text = (name + "\0" + length).getBytes(StandardCharsets.US_ASCII);
        return framed(0, text, (byte) 0);
    }

    /// Block 0 without a name: no further file comes.
    static byte[] endOfBatch() {
        return framed(0, new byte[0], (byte) 0);
    }

    /// The block of a file that begins at `offset`: of 1024 bytes, or of 128 when the rest fits.
    static byte[] of(byte[] file, int offset, int number) {
        int end = Math.min(file.length, offset + LONG_BYTES);
        return framed(number, Arrays.copyOfRange(file, offset, end), PADDING);
    }

    /// Where the block after the one at `offset` begins.
    static int next(byte[] file, int offset) {
        return Math.min(file.length, offset + LONG_BYTES);
    }

    private static byte[] framed(int number, byte[] data, byte padding) {
        int size = data.length <= SHORT_BYTES ? SHORT_BYTES : LONG_BYTES;
        byte[] padded = Arrays.copyOf(data, size);
        Arrays.fill(padded, data.length, size, padding);
        byte[] block = new byte[HEAD_BYTES + size + CRC_BYTES];
        block[0] = size == SHORT_BYTES ? SOH : STX;
        block[1] = (byte) number;
        block[2] = (byte) ~number;
        System.arraycopy(padded, 0, block, HEAD_BYTES, size);
        int crc = Crc16.of(padded);
        block[HEAD_BYTES + size] = (byte) (crc >>> 8);
        block[HEAD_BYTES + size + 1] = (byte) crc;
        return block;
    }
}
