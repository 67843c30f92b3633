package org.kadec21.simulation.module.core;

import java.io.ByteArrayOutputStream;

/// Frames of PPP in HDLC-like framing (RFC 1662): flags, escapes and the check sequence of 16 bits.
final class HdlcFrame {

    static final int FLAG = 0x7E;
    static final int ESCAPE = 0x7D;
    static final int FLIP = 0x20;

    /// What the check sequence of a frame with its own check sequence comes to (RFC 1662 C.2).
    private static final int GOOD = 0xF0B8;

    private static final int ADDRESS = 0xFF;
    private static final int CONTROL = 0x03;
    private static final int CHECK_BYTES = 2;

    private HdlcFrame() {}

    /// A frame as it goes over the line; all control characters escaped, as before any negotiation.
    static byte[] of(byte[] protocolAndPacket) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(ADDRESS);
        content.write(CONTROL);
        content.writeBytes(protocolAndPacket);
        int check = ~check(content.toByteArray());
        content.write(check);
        content.write(check >> 8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(FLAG);
        for (byte b : content.toByteArray()) {
            int octet = b & 0xFF;
            if (octet < FLIP || octet == FLAG || octet == ESCAPE) {
                frame.write(ESCAPE);
                frame.write(octet ^ FLIP);
            } else {
                frame.write(octet);
            }
        }
        frame.write(FLAG);
        return frame.toByteArray();
    }

    /// Whether the check sequence at the end of an unescaped frame is right.
    static boolean isGood(byte[] content) {
        return content.length > 2 + CHECK_BYTES && check(content) == GOOD;
    }

    private static int check(byte[] bytes) {
        int check = 0xFFFF;
        for (byte b : bytes) {
            check ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                check = (check & 1) == 0 ? check >> 1 : (check >> 1) ^ 0x8408;
            }
        }
        return check;
    }
}
