package org.kadec21.simulation.ip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A datagram of UDP (RFC 768).
record UdpDatagram(int fromPort, int toPort, byte[] data) {

    private static final int HEAD = 8;
    private static final int CHECKSUM_AT = 6;

    /// Reads a datagram; empty for one that is cut off or damaged. A checksum of 0 is none.
    static Optional<UdpDatagram> parse(Ipv4Packet packet) {
        byte[] bytes = packet.payload();
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer datagram = ByteBuffer.wrap(bytes);
        int fromPort = datagram.getShort() & 0xFFFF;
        int toPort = datagram.getShort() & 0xFFFF;
        int length = datagram.getShort() & 0xFFFF;
        boolean whole = length >= HEAD && length <= bytes.length;
        if (!whole || (datagram.getShort(CHECKSUM_AT) != 0 && checksum(packet, length) != 0)) {
            return Optional.empty();
        }
        return Optional.of(
                new UdpDatagram(fromPort, toPort, Arrays.copyOfRange(bytes, HEAD, length)));
    }

    /// The datagram inside of a packet.
    Ipv4Packet within(Ipv4Address from, Ipv4Address to) {
        int length = HEAD + data.length;
        ByteBuffer datagram =
                ByteBuffer.allocate(length)
                        .putShort((short) fromPort)
                        .putShort((short) toPort)
                        .putShort((short) length)
                        .putShort((short) 0)
                        .put(data);
        Ipv4Packet packet = new Ipv4Packet(from, to, Ipv4Packet.UDP, datagram.array());
        int checksum = checksum(packet, length);
        datagram.putShort(CHECKSUM_AT, (short) (checksum == 0 ? 0xFFFF : checksum));
        return packet;
    }

    private static int checksum(Ipv4Packet packet, int length) {
        return Checksum.ofPseudoHead(packet.from(), packet.to(), Ipv4Packet.UDP, length)
                .add(packet.payload(), 0, length)
                .value();
    }
}
