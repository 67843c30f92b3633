package org.kadec21.modem.ppp.ip.packet;

import java.util.Optional;

/// The answer to "are you there" (RFC 792, RFC 4443 4).
public final class Echo {

    /// Bytes of a request that is answered; a larger one only costs.
    static final int LARGEST = 128;

    private static final int HEADER = 8;

    private Echo() {}

    /// The reply to the request in `packet`; empty when there is none in it, or a damaged or large
    /// one.
    public static Optional<IpPacket> reply(IpPacket packet) {
        byte[] message = packet.payload().clone();
        if (message.length < HEADER || message.length > LARGEST || message[1] != 0) {
            return Optional.empty();
        }
        return switch (packet.source()) {
            case Ipv4Address _ -> reply4(packet, message);
            case Ipv6Address _ -> reply6(packet, message);
        };
    }

    private static Optional<IpPacket> reply4(IpPacket packet, byte[] message) {
        boolean asked =
                packet.protocol() == Protocol.ICMP
                        && message[0] == 8
                        && Checksum.of(message, 0, message.length) == 0;
        if (!asked) {
            return Optional.empty();
        }
        message[0] = 0;
        Checksum.put(message, 2, 0);
        Checksum.put(message, 2, Checksum.of(message, 0, message.length));
        return Optional.of(packet.back(message));
    }

    private static Optional<IpPacket> reply6(IpPacket packet, byte[] message) {
        boolean asked =
                packet.protocol() == Protocol.ICMP6
                        && message[0] == (byte) 128
                        && NeighbourMessage.checksum(packet) == 0;
        if (!asked) {
            return Optional.empty();
        }
        message[0] = (byte) 129;
        Checksum.put(message, 2, 0);
        IpPacket reply = packet.back(message);
        Checksum.put(message, 2, NeighbourMessage.checksum(reply));
        return Optional.of(reply);
    }
}
