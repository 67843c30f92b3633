package org.kadec21.simulation.ppp;

/// The frame check sequence of 16 bits (RFC 1662 C.2).
final class CheckSequence {

    static final int BYTES = 2;

    /// What a frame together with its own check sequence comes to.
    private static final int GOOD = 0xF0B8;

    private static final int START = 0xFFFF;
    private static final int POLYNOMIAL = 0x8408;

    private CheckSequence() {}

    /// What follows these bytes, low byte first.
    static int of(byte[] content, int length) {
        return ~run(content, length) & 0xFFFF;
    }

    /// Whether the last two of these bytes are right.
    static boolean isGood(byte[] content, int length) {
        return length > BYTES && run(content, length) == GOOD;
    }

    private static int run(byte[] bytes, int length) {
        int check = START;
        for (int i = 0; i < length; i++) {
            check ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                check = (check & 1) == 0 ? check >> 1 : (check >> 1) ^ POLYNOMIAL;
            }
        }
        return check;
    }
}
