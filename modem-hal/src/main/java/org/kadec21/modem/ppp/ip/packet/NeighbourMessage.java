package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The little of neighbour discovery (RFC 4861) that a host on a point-to-point link needs: ask the
/// router for the prefix, hear the answer, and tell a neighbour that asks that it is reached.
public final class NeighbourMessage {

    /// Of every such message, in and out: proof that it comes from this link.
    public static final int HOPS = 255;

    private static final int ROUTER_SOLICITATION = 133;
    private static final int ROUTER_ADVERTISEMENT = 134;
    private static final int NEIGHBOUR_SOLICITATION = 135;
    private static final int NEIGHBOUR_ADVERTISEMENT = 136;

    private static final int ADVERTISEMENT_HEADER = 16;
    private static final int SOLICITATION = 24;
    private static final int PREFIX_OPTION = 3;
    private static final int PREFIX_LENGTH = 32;
    private static final int MTU_OPTION = 5;
    private static final int NAME_SERVERS_OPTION = 25;
    private static final int AUTONOMOUS = 0x40;
    private static final int SOLICITED_AND_OVERRIDE = 0x6000_0000;

    private NeighbourMessage() {}

    /// A server that looks names up.
    ///
    /// @param seconds for which it may be used; 0: no longer
    public record NameServer(Ipv6Address address, long seconds) {}

    /// Asks the routers of the link to say their prefix.
    public static IpPacket routerSolicitation(Ipv6Address source) {
        byte[] message = ByteBuffer.allocate(8).put((byte) ROUTER_SOLICITATION).array();
        return checked(source, Ipv6Address.ALL_ROUTERS, message);
    }

    /// Whether it is a sound message of neighbour discovery from this link.
    public static boolean isIn(IpPacket packet, int hops) {
        byte[] message = packet.payload();
        return packet.protocol() == Protocol.ICMP6
                && packet.source() instanceof Ipv6Address
                && hops == HOPS
                && message.length >= 8
                && message[1] == 0
                && checksum(packet) == 0;
    }

    /// The first prefix of 64 bits from which a host may make its own address (RFC 4862 5.5.3), its
    /// upper half; empty when there is none in it.
    public static OptionalLong prefix(IpPacket packet) {
        byte[] message = packet.payload();
        ByteBuffer fields = ByteBuffer.wrap(message);
        for (int at : options(message, PREFIX_OPTION)) {
            boolean usable =
                    8 * message[at + 1] == PREFIX_LENGTH
                            && message[at + 2] == 64
                            && (message[at + 3] & AUTONOMOUS) != 0
                            && fields.getInt(at + 4) != 0;
            Ipv6Address prefix = usable ? Ipv6Address.at(message, at + 16) : new Ipv6Address(0, 0);
            if (prefix.high() != 0 && prefix.isUnicast() && !prefix.isLinkLocal()) {
                return OptionalLong.of(prefix.high());
            }
        }
        return OptionalLong.empty();
    }

    /// The MTU an advertisement tells (RFC 4861 4.6.4), bytes.
    public static OptionalInt mtu(IpPacket packet) {
        byte[] message = packet.payload();
        for (int at : options(message, MTU_OPTION)) {
            if (message[at + 1] == 1) {
                return OptionalInt.of(ByteBuffer.wrap(message).getInt(at + 4));
            }
        }
        return OptionalInt.empty();
    }

    /// The name servers an advertisement tells (RFC 8106 5.1), in its order.
    public static List<NameServer> nameServers(IpPacket packet) {
        byte[] message = packet.payload();
        List<NameServer> servers = new ArrayList<>();
        for (int at : options(message, NAME_SERVERS_OPTION)) {
            int end = at + 8 * (message[at + 1] & 0xff);
            long seconds = ByteBuffer.wrap(message).getInt(at + 4) & 0xffff_ffffL;
            for (int next = at + 8; next + Ipv6Address.BYTES <= end; next += Ipv6Address.BYTES) {
                Ipv6Address address = Ipv6Address.at(message, next);
                if (address.isUnicast()) {
                    servers.add(new NameServer(address, seconds));
                }
            }
        }
        return servers;
    }

    public static boolean isRouterAdvertisement(IpPacket packet) {
        return packet.payload()[0] == (byte) ROUTER_ADVERTISEMENT
                && packet.payload().length >= ADVERTISEMENT_HEADER
                && packet.source() instanceof Ipv6Address from
                && from.isLinkLocal();
    }

    /// Whether a neighbour asks for `address`.
    public static boolean asksFor(IpPacket packet, Ipv6Address address) {
        byte[] message = packet.payload();
        return message[0] == (byte) NEIGHBOUR_SOLICITATION
                && message.length >= SOLICITATION
                && Ipv6Address.at(message, 8).equals(address);
    }

    /// Says that `address` is reached here (RFC 4861 7.2.4).
    public static IpPacket neighbourAdvertisement(Ipv6Address address, IpAddress asker) {
        byte[] message =
                ByteBuffer.allocate(SOLICITATION)
                        .putInt(NEIGHBOUR_ADVERTISEMENT << 24)
                        .putInt(SOLICITED_AND_OVERRIDE)
                        .put(address.bytes())
                        .array();
        return checked(address, asker, message);
    }

    static int checksum(IpPacket packet) {
        return Checksum.withPseudoHeader(
                packet.source(), packet.destination(), Protocol.ICMP6, packet.payload());
    }

    private static IpPacket checked(IpAddress source, IpAddress destination, byte[] message) {
        IpPacket packet = new IpPacket(source, destination, Protocol.ICMP6, message);
        Checksum.put(message, 2, checksum(packet));
        return packet;
    }

    /// Where the whole options of a type begin. One of length zero ends the list.
    private static List<Integer> options(byte[] message, int type) {
        List<Integer> found = new ArrayList<>();
        int at = ADVERTISEMENT_HEADER;
        while (at + 8 <= message.length
                && message[at + 1] != 0
                && at + 8 * (message[at + 1] & 0xff) <= message.length) {
            if (message[at] == type) {
                found.add(at);
            }
            at += 8 * (message[at + 1] & 0xff);
        }
        return found;
    }
}
