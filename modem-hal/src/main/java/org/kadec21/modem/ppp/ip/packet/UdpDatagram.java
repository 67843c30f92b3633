package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A UDP datagram (RFC 768).
public record UdpDatagram(int sourcePort, int destinationPort, byte[] payload) {

    private static final int HEADER = 8;
    private static final int CHECKSUM_AT = 6;

    /// The datagram in `packet`; empty when it is damaged. Without a checksum it passes in IPv4,
    /// where a sender may leave it out, and is refused in IPv6 (RFC 8200 8.1).
    public static Optional<UdpDatagram> in(IpPacket packet) {
        byte[] bytes = packet.payload();
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int length = fields.getShort(4) & 0xffff;
        if (length < HEADER || length > bytes.length) {
            return Optional.empty();
        }
        byte[] datagram = Arrays.copyOf(bytes, length);
        boolean unchecked =
                fields.getShort(CHECKSUM_AT) == 0 && packet.source() instanceof Ipv4Address;
        if (!unchecked && checksum(packet, datagram) != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new UdpDatagram(
                        fields.getShort(0) & 0xffff,
                        fields.getShort(2) & 0xffff,
                        Arrays.copyOfRange(datagram, HEADER, length)));
    }

    /// The packet that carries it.
    public IpPacket from(IpAddress source, IpAddress destination) {
        byte[] bytes =
                ByteBuffer.allocate(HEADER + payload.length)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .putShort((short) (HEADER + payload.length))
                        .putShort((short) 0)
                        .put(payload)
                        .array();
        IpPacket packet = new IpPacket(source, destination, Protocol.UDP, bytes);
        int sum = checksum(packet, bytes);
        Checksum.put(bytes, CHECKSUM_AT, sum == 0 ? 0xffff : sum);
        return packet;
    }

    private static int checksum(IpPacket packet, byte[] datagram) {
        return Checksum.withPseudoHeader(
                packet.source(), packet.destination(), Protocol.UDP, datagram);
    }
}
