package org.kadec21.modem.ppp.ip;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Packets of IPv6 as the tests write them, by offsets out of RFC 8200; see [Wire].
final class Wire6 {

    static final int ICMP = 58;
    static final byte[] ROUTER = hex("fe800000000000000000000000000001");
    static final byte[] ALL_NODES = hex("ff020000000000000000000000000001");

    private static final int OF_THIS_LINK = 255;
    private static final int CHECKSUM_OF_ICMP = 2;

    private Wire6() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static byte[] packet(byte[] from, byte[] to, int next, int hops, byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length)
                .putInt(0x6000_0000)
                .putShort((short) payload.length)
                .put((byte) next)
                .put((byte) hops)
                .put(from)
                .put(to)
                .put(payload)
                .array();
    }

    /// Puts the checksum at its place, which holds zeros, and the packet around it.
    static byte[] sealed(byte[] from, byte[] to, int next, int at, byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        bytes.putShort(at, (short) Wire.sum(pseudo(from, to, next, payload)));
        return packet(from, to, next, OF_THIS_LINK, payload);
    }

    /// A message of the link's router to all its hosts (RFC 4861 4): type, then what follows the
    /// checksum.
    static byte[] fromRouter(int type, byte[] body) {
        byte[] message =
                ByteBuffer.allocate(4 + body.length).put(0, (byte) type).put(4, body).array();
        return sealed(ROUTER, ALL_NODES, ICMP, CHECKSUM_OF_ICMP, message);
    }

    static byte[] pseudo(byte[] from, byte[] to, int next, byte[] payload) {
        return ByteBuffer.allocate(40 + payload.length)
                .put(from)
                .put(to)
                .putInt(payload.length)
                .putInt(next)
                .put(payload)
                .array();
    }
}
