package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;

/// A whole IP packet of either version, without options: those of others are skipped, this host
/// sends none.
///
/// @param protocol see [Protocol]
public record IpPacket(IpAddress source, IpAddress destination, int protocol, byte[] payload) {

    /// Hops a packet may take; the value RFC 1700 names.
    private static final int HOPS = 64;

    private static final int DO_NOT_FRAGMENT = 0x4000;

    public static final int IPV4_HEADER = 20;
    public static final int IPV6_HEADER = 40;

    /// Bytes in front of the payload.
    public static int headerOf(IpAddress destination) {
        return switch (destination) {
            case Ipv4Address _ -> IPV4_HEADER;
            case Ipv6Address _ -> IPV6_HEADER;
        };
    }

    /// The packet that goes back with another payload.
    IpPacket back(byte[] answer) {
        return new IpPacket(/* source= */ destination, /* destination= */ source, protocol, answer);
    }

    /// As it travels.
    ///
    /// @param id tells the fragments of different packets apart; means nothing when none may be
    ///   made (RFC 6864 4.1), and nothing in IPv6
    /// @param fragmentable whether a router may cut an IPv4 packet up
    public byte[] encoded(int id, boolean fragmentable) {
        return switch (destination) {
            case Ipv4Address to -> encodedAs4(to, id, fragmentable);
            case Ipv6Address to -> encodedAs6(to);
        };
    }

    private byte[] encodedAs4(Ipv4Address to, int id, boolean fragmentable) {
        byte[] bytes =
                ByteBuffer.allocate(IPV4_HEADER + payload.length)
                        .putShort((short) 0x4500)
                        .putShort((short) (IPV4_HEADER + payload.length))
                        .putShort((short) id)
                        .putShort((short) (fragmentable ? 0 : DO_NOT_FRAGMENT))
                        .put((byte) HOPS)
                        .put((byte) protocol)
                        .putShort((short) 0)
                        .put(source.bytes())
                        .putInt(to.bits())
                        .put(payload)
                        .array();
        Checksum.put(bytes, 10, Checksum.of(bytes, 0, IPV4_HEADER));
        return bytes;
    }

    /// Neighbour discovery demands 255 hops, so that no router can have forwarded it (RFC 4861
    /// 3.1).
    private byte[] encodedAs6(Ipv6Address to) {
        return ByteBuffer.allocate(IPV6_HEADER + payload.length)
                .putInt(0x6000_0000)
                .putShort((short) payload.length)
                .put((byte) protocol)
                .put((byte) (protocol == Protocol.ICMP6 ? NeighbourMessage.HOPS : HOPS))
                .put(source.bytes())
                .put(to.bytes())
                .put(payload)
                .array();
    }
}
