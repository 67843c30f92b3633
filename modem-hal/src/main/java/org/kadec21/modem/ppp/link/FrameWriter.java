package org.kadec21.modem.ppp.link;

import java.io.ByteArrayOutputStream;

/// Puts packets into frames as the peer wants them (RFC 1662).
///
/// @param escaped control characters that the peer wants escaped: bit n is character n
/// @param shortProtocol whether it takes a protocol field of one byte (RFC 1661 6.5)
/// @param noAddress whether it does without address and control (RFC 1661 6.6)
record FrameWriter(int escaped, boolean shortProtocol, boolean noAddress) {

    /// As before any agreement, and for LCP always (RFC 1661 5, RFC 1662 7.1).
    static final FrameWriter PLAIN = new FrameWriter(FrameReader.ALL_CONTROLS, false, false);

    /// The frame as it goes over the line, a flag at both ends.
    byte[] frame(int protocol, byte[] body) {
        return protocol == Protocol.LCP
                ? PLAIN.framed(content(protocol, body, false, false))
                : framed(content(protocol, body, shortProtocol, noAddress));
    }

    /// A frame of numbered mode, several times; a flag between two of them ends one and begins the
    /// next.
    byte[] numbered(int address, int control, byte[] rest, int copies) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(rest.length + 2);
        content.write(address);
        content.write(control);
        content.writeBytes(rest);
        return repeated(framed(content.toByteArray()), copies);
    }

    /// The same frame several times.
    static byte[] repeated(byte[] frame, int copies) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(frame.length * copies);
        line.writeBytes(frame);
        for (int copy = 1; copy < copies; copy++) {
            line.write(frame, 1, frame.length - 1);
        }
        return line.toByteArray();
    }

    /// A packet with address, control and the whole protocol field, as captures hold it.
    static byte[] content(int protocol, byte[] body) {
        return content(protocol, body, false, false);
    }

    private static byte[] content(
            int protocol, byte[] body, boolean shortProtocol, boolean noAddress) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length + 4);
        if (!noAddress) {
            content.write(FrameReader.ADDRESS);
            content.write(FrameReader.CONTROL);
        }
        if (!shortProtocol || protocol > 0xff) {
            content.write(protocol >>> 8);
        }
        content.write(protocol);
        content.writeBytes(body);
        return content.toByteArray();
    }

    private byte[] framed(byte[] content) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(content.length + 16);
        int check = ~Fcs16.with(Fcs16.START, content) & 0xffff;
        line.write(FrameReader.FLAG);
        for (byte octet : content) {
            put(line, octet & 0xff);
        }
        put(line, check & 0xff);
        put(line, check >>> 8);
        line.write(FrameReader.FLAG);
        return line.toByteArray();
    }

    private void put(ByteArrayOutputStream line, int octet) {
        boolean control = octet < FrameReader.FLIP && (escaped >>> octet & 1) == 1;
        if (control || octet == FrameReader.FLAG || octet == FrameReader.ESCAPE) {
            line.write(FrameReader.ESCAPE);
            line.write(octet ^ FrameReader.FLIP);
        } else {
            line.write(octet);
        }
    }
}
