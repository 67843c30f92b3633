package org.kadec21.modem.ppp.ip;

/// How often a packet goes out on a line that damages bytes. A network may double a packet (RFC
/// 9293 3.1: TCP has to put up with that, and so has a name server), so the other end takes copies
/// for nothing new; on a line where many frames are damaged they bring one of them through. They
/// follow at once, and are the same to the byte.
///
/// What they cost is little beside a radio that is on while the other end waits: a TCP that lost
/// several segments or their acknowledgements in a row pauses for a minute.
final class Repetition {

    /// Times that a packet goes, in all.
    static final int MOST = 8;

    /// Bytes. A longer packet goes once: segments are made shorter first, see [NoiseSize].
    static final int LONGEST = 256;

    /// Frames that come through more often than that go once: TCP repairs the rest.
    private static final double GOOD_ENOUGH = 0.75;

    /// Part of the packets of which at least one copy is to come through.
    private static final double WANTED = 0.95;

    /// Flags, protocol and check sequence around a packet, with a few escapes.
    private static final int FRAME = 8;

    private Repetition() {}

    /// How many times a packet goes, from 1 to [#MOST].
    ///
    /// @param perByte part of the bytes that are damaged, 0 to 1
    /// @param length of the packet, bytes
    static int times(double perByte, int length) {
        double whole = Math.pow(1 - perByte, length + FRAME);
        if (whole >= GOOD_ENOUGH || length > LONGEST) {
            return 1;
        }
        int times = 1;
        for (double missing = 1 - whole; missing > 1 - WANTED && times < MOST; times++) {
            missing *= 1 - whole;
        }
        return times;
    }
}
