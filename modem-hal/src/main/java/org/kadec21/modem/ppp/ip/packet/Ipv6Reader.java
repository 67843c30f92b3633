package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads an IPv6 packet (RFC 8200). Extension headers are skipped, a few at most; one that wants
/// the packet forwarded is refused.
final class Ipv6Reader {

    /// Of extension headers in one packet; senders use one or two.
    private static final int MOST_EXTENSIONS = 6;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION = 60;

    private Ipv6Reader() {}

    static Received read(byte[] bytes) {
        if (bytes.length < IpPacket.IPV6_HEADER) {
            return new Received.Broken("an IPv6 packet of " + bytes.length + " bytes");
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int end = IpPacket.IPV6_HEADER + (fields.getShort(4) & 0xffff);
        if (end > bytes.length) {
            return new Received.Broken(
                    "an IPv6 packet of %d bytes whose header says %d".formatted(bytes.length, end));
        }
        Ipv6Address source = Ipv6Address.at(bytes, 8);
        if (!source.isUnicast()) {
            return new Received.Broken("an IPv6 packet from " + source + ", which is no host");
        }
        return payload(bytes, end, source, Ipv6Address.at(bytes, 24));
    }

    private static Received payload(
            byte[] bytes, int end, Ipv6Address source, Ipv6Address destination) {
        int next = bytes[6] & 0xff;
        int at = IpPacket.IPV6_HEADER;
        for (int extensions = 0; extensions <= MOST_EXTENSIONS; extensions++) {
            if (next != HOP_BY_HOP && next != ROUTING && next != FRAGMENT && next != DESTINATION) {
                byte[] payload = Arrays.copyOfRange(bytes, at, end);
                return new Received.Whole(
                        new IpPacket(source, destination, next, payload), bytes[7] & 0xff);
            }
            if (at + 8 > end) {
                return new Received.Broken("an IPv6 packet that ends within its headers");
            }
            if (next == FRAGMENT) {
                return fragment(bytes, at, end, source, destination);
            }
            if (next == ROUTING && bytes[at + 3] != 0) {
                return new Received.Broken("an IPv6 packet to be forwarded");
            }
            next = bytes[at] & 0xff;
            at += 8 * (1 + (bytes[at + 1] & 0xff));
            if (at > end) {
                return new Received.Broken("an IPv6 header longer than its packet");
            }
        }
        return new Received.Broken(
                "an IPv6 packet with more than " + MOST_EXTENSIONS + " extension headers");
    }

    /// A fragment that is the whole packet is none (RFC 6946).
    private static Received fragment(
            byte[] bytes, int at, int end, Ipv6Address source, Ipv6Address destination) {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int protocol = bytes[at] & 0xff;
        int cut = fields.getShort(at + 2) & 0xffff;
        byte[] payload = Arrays.copyOfRange(bytes, at + 8, end);
        if (cut >>> 3 == 0 && (cut & 1) == 0) {
            return new Received.Whole(
                    new IpPacket(source, destination, protocol, payload), bytes[7] & 0xff);
        }
        Received.FragmentKey key =
                new Received.FragmentKey(source, destination, protocol, fields.getInt(at + 4));
        return new Received.Fragment(key, cut & 0xfff8, (cut & 1) == 0, payload);
    }
}
