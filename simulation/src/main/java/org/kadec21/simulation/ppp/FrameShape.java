package org.kadec21.simulation.ppp;

import java.io.ByteArrayOutputStream;

/// How frames are written on the line (RFC 1662 3 and 4, RFC 1661 6.5 and 6.6).
///
/// @param controlMap the control characters that are escaped, bit n for character n
/// @param shortProtocol protocols below 0x100 take one byte
/// @param bare address and control are left away
public record FrameShape(int controlMap, boolean shortProtocol, boolean bare) {

    static final int FLAG = 0x7E;
    static final int ESCAPE = 0x7D;
    static final int FLIP = 0x20;
    static final int ADDRESS = 0xFF;
    static final int CONTROL = 0x03;

    private static final int ALL = 0xFFFF_FFFF;
    private static final int CONTROLS = 32;

    /// Before any negotiation, and for LCP always (RFC 1661 6.5, 6.6; RFC 1662 7.1).
    public static final FrameShape UNNEGOTIATED = new FrameShape(ALL, false, false);

    /// A frame of numbered mode as it goes over the line, several times.
    byte[] writeNumbered(int address, int control, byte[] rest, int copies) {
        byte[] content = new byte[rest.length + 2];
        content[0] = (byte) address;
        content[1] = (byte) control;
        System.arraycopy(rest, 0, content, 2, rest.length);
        return copied(line(content), copies);
    }

    /// The same frame several times, with one flag between two of them.
    static byte[] copied(byte[] frame, int copies) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(frame.length * copies);
        all.write(FLAG);
        for (int i = 0; i < copies; i++) {
            all.write(frame, 1, frame.length - 1);
        }
        return all.toByteArray();
    }

    /// A packet behind its protocol, as numbered mode carries it.
    byte[] packet(int protocol, byte[] information) {
        return new FrameShape(controlMap, shortProtocol, true).content(protocol, information);
    }

    /// A frame as it goes over the line, between two flags.
    public byte[] write(int protocol, byte[] information) {
        FrameShape shape = protocol == Frame.LCP ? UNNEGOTIATED : this;
        return shape.line(shape.content(protocol, information));
    }

    private byte[] line(byte[] content) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(content.length * 2);
        line.write(FLAG);
        for (byte b : content) {
            write(b & 0xFF, line);
        }
        int check = CheckSequence.of(content, content.length);
        write(check & 0xFF, line);
        write(check >> 8, line);
        line.write(FLAG);
        return line.toByteArray();
    }

    private byte[] content(int protocol, byte[] information) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(information.length + 4);
        if (!bare) {
            content.write(ADDRESS);
            content.write(CONTROL);
        }
        if (!shortProtocol || protocol > 0xFF) {
            content.write(protocol >> 8);
        }
        content.write(protocol);
        content.writeBytes(information);
        return content.toByteArray();
    }

    private void write(int octet, ByteArrayOutputStream line) {
        boolean control = octet < CONTROLS && (controlMap >>> octet & 1) == 1;
        if (control || octet == FLAG || octet == ESCAPE) {
            line.write(ESCAPE);
            line.write(octet ^ FLIP);
        } else {
            line.write(octet);
        }
    }
}
