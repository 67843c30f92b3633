package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.util.List;
import java.util.Optional;

/// What a link's negotiation and the configuration have told about this host.
///
/// @param local this host's IPv4 address, where there is IPv4
/// @param interfaceId what IPV6CP agreed on, where there is IPv6; the prefix is learned from the
///   router (RFC 4862). Of no use on a link that takes less than 1280 bytes (RFC 8200 5)
/// @param mtu the largest packet the link takes, bytes, [#SMALLEST_MTU] to 65535
/// @param dnsServers in the order in which they are asked; none: those that a router tells (RFC
///   8106), if there is one
public record IpSettings(
        Optional<Ipv4Address> local,
        Optional<Long> interfaceId,
        int mtu,
        List<IpAddress> dnsServers) {

    /// Bytes; below, a packet would be more header than anything else. Links for dialling went down
    /// to 296.
    public static final int SMALLEST_MTU = 128;

    /// Of DNS servers, those beyond are not asked.
    public static final int MOST_SERVERS = 4;

    public IpSettings {
        sound(mtu);
        dnsServers = List.copyOf(dnsServers.subList(0, Math.min(MOST_SERVERS, dnsServers.size())));
    }

    /// An MTU that a link may have.
    static int sound(int mtu) {
        if (mtu < SMALLEST_MTU || mtu > 0xffff) {
            throw new IllegalArgumentException("expected an MTU of 128 to 65535, got " + mtu);
        }
        return mtu;
    }

    /// An IPv4 host that looks every name up.
    public static IpSettings ipv4(Ipv4Address local, int mtu, List<IpAddress> dnsServers) {
        return new IpSettings(Optional.of(local), Optional.empty(), mtu, dnsServers);
    }
}
