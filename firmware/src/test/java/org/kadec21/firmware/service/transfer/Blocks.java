package org.kadec21.firmware.service.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// What a YMODEM sender says, put together from the words of Forsberg's reference.
final class Blocks {

    static final byte[] EOT = {4};
    static final byte[] CANCEL = {0x18, 0x18};

    private Blocks() {}

    static byte[] heading(String text) {
        return block(0, Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), 128));
    }

    static byte[] endOfBatch() {
        return heading("");
    }

    /// @param data 128 or 1024 bytes
    static byte[] block(int number, byte[] data) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(data.length == 128 ? 1 : 2);
        block.write(number);
        block.write(255 - number);
        block.writeBytes(data);
        int remainder = remainder(data);
        block.write(remainder >>> 8);
        block.write(remainder);
        return block.toByteArray();
    }

    /// As long division: the data and 16 zero bits, modulo x^16 + x^12 + x^5 + 1.
    private static int remainder(byte[] data) {
        int rest = 0;
        byte[] dividend = Arrays.copyOf(data, data.length + 2);
        for (int bit = 0; bit < dividend.length * 8; bit++) {
            int next = dividend[bit / 8] >> (7 - bit % 8);
            rest = rest << 1 | (next & 1);
            if (rest > 0xffff) {
                rest ^= 0x11021;
            }
        }
        return rest;
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
