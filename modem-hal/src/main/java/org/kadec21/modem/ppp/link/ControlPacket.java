package org.kadec21.modem.ppp.link;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/// A packet of a control or authentication protocol (RFC 1661 5): code, identifier, and the rest.
record ControlPacket(int code, int identifier, byte[] rest) {

    static final int CONFIGURE_REQUEST = 1;
    static final int CONFIGURE_ACK = 2;
    static final int CONFIGURE_NAK = 3;
    static final int CONFIGURE_REJECT = 4;
    static final int TERMINATE_REQUEST = 5;
    static final int TERMINATE_ACK = 6;
    static final int CODE_REJECT = 7;
    static final int PROTOCOL_REJECT = 8;
    static final int ECHO_REQUEST = 9;
    static final int ECHO_REPLY = 10;
    static final int DISCARD_REQUEST = 11;

    private static final int HEAD = 4;

    /// The packet in a frame's body; empty when its length does not fit. Padding behind it is
    /// dropped.
    static Optional<ControlPacket> in(byte[] body) {
        if (body.length < HEAD) {
            return Optional.empty();
        }
        int length = number(body, 2);
        return length < HEAD || length > body.length
                ? Optional.empty()
                : Optional.of(
                        new ControlPacket(
                                body[0] & 0xff,
                                body[1] & 0xff,
                                Arrays.copyOfRange(body, HEAD, length)));
    }

    /// As it goes into a frame.
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEAD + rest.length);
        int length = HEAD + rest.length;
        bytes.write(code);
        bytes.write(identifier);
        bytes.write(length >>> 8);
        bytes.write(length);
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    /// Two bytes, the first one higher.
    static int number(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
}
