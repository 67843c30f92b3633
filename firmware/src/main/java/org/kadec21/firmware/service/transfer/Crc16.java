package org.kadec21.firmware.service.transfer;

/// The CRC of YMODEM's blocks: polynomial x^16 + x^12 + x^5 + 1, most significant bit first, begun
/// with 0 (Forsberg, XMODEM/YMODEM Protocol Reference, 8.2).
final class Crc16 {

    private static final int POLYNOMIAL = 0x1021;

    private Crc16() {}

    static int of(byte[] bytes) {
        int crc = 0;
        for (byte octet : bytes) {
            crc ^= (octet & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            crc &= 0xffff;
        }
        return crc;
    }
}
