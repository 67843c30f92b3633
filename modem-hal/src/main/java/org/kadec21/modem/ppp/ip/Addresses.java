package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;
import org.kadec21.modem.ppp.ip.packet.Ipv6Address;

import java.util.List;
import java.util.Optional;

/// Who this host is, in both versions.
final class Addresses {

    private final IpSettings settings;
    private final Autoconfiguration autoconfiguration;
    private int mtu;

    Addresses(IpSettings settings, Autoconfiguration autoconfiguration) {
        this.settings = settings;
        this.autoconfiguration = autoconfiguration;
        this.mtu = settings.mtu();
    }

    /// The link has agreed on another length of packets, bytes.
    void linkTakes(int bytes) {
        mtu = bytes;
        autoconfiguration.linkTakes(bytes);
    }

    boolean isOwn(IpAddress address) {
        return switch (address) {
            case Ipv4Address four -> settings.local().filter(four::equals).isPresent();
            case Ipv6Address six -> autoconfiguration.isOwn(six);
        };
    }

    /// The address to speak to `remote` from; empty when there is none, or `remote` is nobody.
    Optional<IpAddress> sourceFor(IpAddress remote) {
        return switch (remote) {
            case Ipv4Address four ->
                    four.isUnicast() ? settings.local().map(own -> own) : Optional.empty();
            case Ipv6Address six ->
                    six.isUnicast()
                            ? autoconfiguration.sourceFor(six).map(own -> own)
                            : Optional.empty();
        };
    }

    /// Bytes of the largest packet to `remote`, as far as the link is concerned.
    int mtuTo(IpAddress remote) {
        return switch (remote) {
            case Ipv4Address _ -> mtu;
            case Ipv6Address _ -> autoconfiguration.mtu();
        };
    }

    boolean hasIpv4() {
        return settings.local().isPresent();
    }

    boolean hasIpv6() {
        return autoconfiguration.global().isPresent();
    }

    /// Whom to ask for names: those the link's negotiation told, else those a router has.
    List<IpAddress> nameServers(long now) {
        return settings.dnsServers().isEmpty()
                ? autoconfiguration.nameServers(now)
                : settings.dnsServers();
    }

    /// Whether nobody can be asked yet, but a router may still name somebody.
    boolean nameServersMayStillCome(long now) {
        return autoconfiguration.isUnderWay() && nameServers(now).isEmpty();
    }

    /// Whether the only version there is has no address yet, but may get one.
    boolean mayStillCome() {
        return !hasIpv4() && autoconfiguration.isUnderWay();
    }
}
