package org.kadec21.modem.ppp.ip.packet;

import java.net.InetAddress;
import java.util.Optional;

/// An address of IP, of either version.
public sealed interface IpAddress permits Ipv4Address, Ipv6Address {

    /// In network order: 4 or 16 bytes.
    byte[] bytes();

    /// The text form; nothing else than this address parses to it.
    String text();

    /// The address that `bytes` in network order are; empty when they are neither 4 nor 16.
    static Optional<IpAddress> of(byte[] bytes) {
        return switch (bytes.length) {
            case Ipv4Address.BYTES -> Optional.of(Ipv4Address.at(bytes, 0));
            case Ipv6Address.BYTES -> Optional.of(Ipv6Address.at(bytes, 0));
            default -> Optional.empty();
        };
    }

    /// The address a literal names (dotted quad, RFC 4291 2.2); empty for anything else, above all
    /// for names. Asks no resolver.
    static Optional<IpAddress> parse(String text) {
        boolean literal =
                text.matches("[0-9]{1,3}([.][0-9]{1,3}){3}")
                        || (text.contains(":") && text.matches("[0-9a-fA-F:.]{2,45}"));
        if (!literal) {
            return Optional.empty();
        }
        try {
            return of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
