package org.kadec21.simulation.ppp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A packet of LCP, of an NCP or of an authentication protocol: they share their head (RFC 1661 5,
/// RFC 1334 2.2, RFC 1994 4).
///
/// @param id 0 to 255
record ControlPacket(int code, int id, byte[] data) {

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

    /// Reads a packet; bytes behind its length are padding. Empty for one that is cut off.
    static Optional<ControlPacket> parse(byte[] bytes) {
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        int length = (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
        return length < HEAD || length > bytes.length
                ? Optional.empty()
                : Optional.of(
                        new ControlPacket(
                                bytes[0] & 0xFF,
                                bytes[1] & 0xFF,
                                Arrays.copyOfRange(bytes, HEAD, length)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + data.length)
                .put((byte) code)
                .put((byte) id)
                .putShort((short) (HEAD + data.length))
                .put(data)
                .array();
    }
}
