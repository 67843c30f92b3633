package org.kadec21.modem.ppp.link;

/// The frame check sequence of 16 bits (RFC 1662 C.2): CRC-16 with the polynomial x^16 + x^12 + x^5
/// + 1, least significant bit first.
final class Fcs16 {

    /// Before the first byte.
    static final int START = 0xffff;

    /// Behind the check sequence of a frame that came whole.
    static final int GOOD = 0xf0b8;

    private static final int POLYNOMIAL = 0x8408;

    private Fcs16() {}

    /// `fcs` with one more byte.
    static int with(int fcs, int octet) {
        int value = (fcs ^ octet) & 0xff;
        for (int bit = 0; bit < 8; bit++) {
            value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
        }
        return fcs >>> 8 ^ value;
    }

    /// `fcs` with more bytes.
    static int with(int fcs, byte[] bytes) {
        int value = fcs;
        for (byte octet : bytes) {
            value = with(value, octet);
        }
        return value;
    }
}
