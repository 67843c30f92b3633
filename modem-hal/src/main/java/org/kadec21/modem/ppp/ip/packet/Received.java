package org.kadec21.modem.ppp.ip.packet;

/// What the bytes of a packet turned out to be.
public sealed interface Received {

    /// A whole packet.
    ///
    /// @param hops how many it had left
    record Whole(IpPacket packet, int hops) implements Received {}

    /// A part of one.
    ///
    /// @param offset of its bytes in the payload of the whole
    /// @param last whether nothing follows it
    record Fragment(FragmentKey key, int offset, boolean last, byte[] bytes) implements Received {}

    /// Nothing to be used: damaged, or of a kind this host does not speak.
    record Broken(String why) implements Received {}

    /// What the fragments of one packet have in common (RFC 791 3.2, RFC 8200 4.5).
    record FragmentKey(IpAddress source, IpAddress destination, int protocol, int id) {}

    /// Reads a packet of either version.
    static Received of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Broken("an empty packet");
        }
        int version = bytes[0] >>> 4 & 0xf;
        return switch (version) {
            case 4 -> Ipv4Reader.read(bytes);
            case 6 -> Ipv6Reader.read(bytes);
            default -> new Broken("a packet of IP version " + version);
        };
    }
}
