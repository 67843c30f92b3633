package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What a router or a host says about a packet that this host is said to have sent: ICMP (RFC 792)
/// and ICMPv6 (RFC 4443) in one. Anyone can make one up; who acts upon it has to check first that
/// what it quotes is under way (RFC 5927 4).
///
/// @param mtu the largest packet the next link takes, bytes; 0 unless the meaning is
///   [Meaning#TOO_BIG], and also when an old router did not say
/// @param quoted of the payload of the packet that it is about, at least 8 bytes
public record IcmpError(
        Meaning meaning,
        int mtu,
        IpAddress source,
        IpAddress destination,
        int protocol,
        byte[] quoted) {

    /// What is behind it.
    public enum Meaning {
        /// Nobody listens there, or a firewall forbids it: will not change soon.
        REFUSED,
        /// No way there at the moment.
        NO_WAY,
        /// A link on the way takes smaller packets only.
        TOO_BIG
    }

    private static final int HEADER = 8;

    /// Of the quoted payload, what every version quotes at least: ports and a sequence number.
    private static final int LEAST_QUOTED = 8;

    /// The error in `packet`; empty when it is damaged or something else.
    public static Optional<IcmpError> in(IpPacket packet) {
        byte[] bytes = packet.payload();
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        int type = bytes[0] & 0xff;
        int code = bytes[1] & 0xff;
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        return switch (packet.source()) {
            case Ipv4Address _ ->
                    packet.protocol() == Protocol.ICMP && Checksum.of(bytes, 0, bytes.length) == 0
                            ? meaning4(type, code)
                                    .flatMap(m -> quoting4(m, fields.getShort(6) & 0xffff, bytes))
                            : Optional.empty();
            case Ipv6Address _ ->
                    packet.protocol() == Protocol.ICMP6 && NeighbourMessage.checksum(packet) == 0
                            ? meaning6(type, code)
                                    .flatMap(m -> quoting6(m, fields.getInt(4), bytes))
                            : Optional.empty();
        };
    }

    /// RFC 1122 3.2.2.1 and RFC 1812 5.2.7.1; time exceeded is a loop of routes.
    private static Optional<Meaning> meaning4(int type, int code) {
        if (type == 11) {
            return Optional.of(Meaning.NO_WAY);
        }
        if (type != 3) {
            return Optional.empty();
        }
        return switch (code) {
            case 2, 3, 9, 10, 13 -> Optional.of(Meaning.REFUSED);
            case 4 -> Optional.of(Meaning.TOO_BIG);
            default -> Optional.of(Meaning.NO_WAY);
        };
    }

    private static Optional<Meaning> meaning6(int type, int code) {
        return switch (type) {
            case 1 -> Optional.of(code == 1 || code >= 4 ? Meaning.REFUSED : Meaning.NO_WAY);
            case 2 -> Optional.of(Meaning.TOO_BIG);
            case 3 -> Optional.of(Meaning.NO_WAY);
            default -> Optional.empty();
        };
    }

    /// The quoted packet is cut short, so that its total length says more than there is.
    private static Optional<IcmpError> quoting4(Meaning meaning, int mtu, byte[] bytes) {
        int at = HEADER;
        if (bytes.length < at + IpPacket.IPV4_HEADER || bytes[at] >>> 4 != 4) {
            return Optional.empty();
        }
        int payload = at + 4 * (bytes[at] & 0xf);
        if (payload < at + IpPacket.IPV4_HEADER || bytes.length < payload + LEAST_QUOTED) {
            return Optional.empty();
        }
        return Optional.of(
                new IcmpError(
                        meaning,
                        meaning == Meaning.TOO_BIG ? mtu : 0,
                        Ipv4Address.at(bytes, at + 12),
                        Ipv4Address.at(bytes, at + 16),
                        bytes[at + 9] & 0xff,
                        Arrays.copyOfRange(bytes, payload, bytes.length)));
    }

    /// Our packets have no extension headers, so neither has the quoted one.
    private static Optional<IcmpError> quoting6(Meaning meaning, int mtu, byte[] bytes) {
        int at = HEADER;
        int payload = at + IpPacket.IPV6_HEADER;
        if (bytes.length < payload + LEAST_QUOTED || (bytes[at] >>> 4 & 0xf) != 6) {
            return Optional.empty();
        }
        return Optional.of(
                new IcmpError(
                        meaning,
                        meaning == Meaning.TOO_BIG ? mtu : 0,
                        Ipv6Address.at(bytes, at + 8),
                        Ipv6Address.at(bytes, at + 24),
                        bytes[at + 6] & 0xff,
                        Arrays.copyOfRange(bytes, payload, bytes.length)));
    }
}
