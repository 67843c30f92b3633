package org.kadec21.simulation.ip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A packet of IPv4 (RFC 791 3.1). Options are skipped, fragments are not taken: hosts on a link of
/// 1500 bytes make none.
record Ipv4Packet(Ipv4Address from, Ipv4Address to, int protocol, byte[] payload) {

    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;

    /// Bytes of a head without options.
    static final int HEAD = 20;

    private static final int VERSION_AND_HEAD = 0x45;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final int FRAGMENT = 0x3FFF;
    private static final int TIME_TO_LIVE = 64;
    private static final int LENGTH_AT = 2;
    private static final int FLAGS_AT = 6;
    private static final int PROTOCOL_AT = 9;
    private static final int CHECKSUM_AT = 10;
    private static final int FROM_AT = 12;
    private static final int TO_AT = 16;

    /// Reads a packet; empty for one that is cut off, damaged or a fragment.
    static Optional<Ipv4Packet> parse(byte[] bytes) {
        if (bytes.length < HEAD || bytes[0] >> 4 != 4) {
            return Optional.empty();
        }
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        int head = (bytes[0] & 0x0F) * 4;
        int length = packet.getShort(LENGTH_AT) & 0xFFFF;
        boolean whole = head >= HEAD && length >= head && length <= bytes.length;
        if (!whole
                || (packet.getShort(FLAGS_AT) & FRAGMENT) != 0
                || new Checksum().add(bytes, 0, head).value() != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Ipv4Packet(
                        new Ipv4Address(packet.getInt(FROM_AT)),
                        new Ipv4Address(packet.getInt(TO_AT)),
                        bytes[PROTOCOL_AT] & 0xFF,
                        Arrays.copyOfRange(bytes, head, length)));
    }

    byte[] bytes() {
        ByteBuffer packet =
                ByteBuffer.allocate(HEAD + payload.length)
                        .put((byte) VERSION_AND_HEAD)
                        .put((byte) 0)
                        .putShort((short) (HEAD + payload.length))
                        .putShort((short) 0)
                        .putShort((short) DO_NOT_FRAGMENT)
                        .put((byte) TIME_TO_LIVE)
                        .put((byte) protocol)
                        .putShort((short) 0)
                        .putInt(from.bits())
                        .putInt(to.bits())
                        .put(payload);
        int checksum = new Checksum().add(packet.array(), 0, HEAD).value();
        return packet.putShort(CHECKSUM_AT, (short) checksum).array();
    }

    /// A packet the other way.
    Ipv4Packet reply(byte[] answer) {
        return new Ipv4Packet(to, from, protocol, answer);
    }
}
