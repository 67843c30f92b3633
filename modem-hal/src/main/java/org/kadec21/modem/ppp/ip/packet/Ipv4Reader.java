package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads an IPv4 packet (RFC 791 3.1). Options are skipped; what lies behind the total length is
/// padding.
final class Ipv4Reader {

    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int OFFSET = 0x1fff;

    private Ipv4Reader() {}

    static Received read(byte[] bytes) {
        if (bytes.length < IpPacket.IPV4_HEADER) {
            return new Received.Broken("an IPv4 packet of " + bytes.length + " bytes");
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int header = 4 * (bytes[0] & 0xf);
        int total = fields.getShort(2) & 0xffff;
        if (header < IpPacket.IPV4_HEADER || total < header || total > bytes.length) {
            return new Received.Broken(
                    "an IPv4 packet of %d bytes whose header says %d, %d of them its own"
                            .formatted(bytes.length, total, header));
        }
        if (Checksum.of(bytes, 0, header) != 0) {
            return new Received.Broken("an IPv4 header with a wrong checksum");
        }
        Ipv4Address source = Ipv4Address.at(bytes, 12);
        Ipv4Address destination = Ipv4Address.at(bytes, 16);
        if (!source.isUnicast()) {
            return new Received.Broken("an IPv4 packet from " + source + ", which is no host");
        }
        int protocol = bytes[9] & 0xff;
        byte[] payload = Arrays.copyOfRange(bytes, header, total);
        int cut = fields.getShort(6);
        int offset = 8 * (cut & OFFSET);
        boolean more = (cut & MORE_FRAGMENTS) != 0;
        if (offset == 0 && !more) {
            return new Received.Whole(
                    new IpPacket(source, destination, protocol, payload), bytes[8] & 0xff);
        }
        Received.FragmentKey key =
                new Received.FragmentKey(
                        source, destination, protocol, fields.getShort(4) & 0xffff);
        return new Received.Fragment(key, offset, !more, payload);
    }
}
