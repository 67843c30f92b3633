package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.dns.Lookup;
import org.kadec21.modem.ppp.ip.dns.Resolution;
import org.kadec21.modem.ppp.ip.dns.Resolver;
import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.util.List;
import java.util.Optional;

/// Where a host is, for one connection: a literal address says so itself, all others are looked up,
/// as soon as this host has an address and knows whom to ask.
final class NameSearch {

    private final String host;
    private final Resolver resolver;
    private final Addresses addresses;
    private Optional<Resolution> resolution = Optional.empty();

    NameSearch(String host, Resolver resolver, Addresses addresses) {
        this.host = host;
        this.resolver = resolver;
        this.addresses = addresses;
    }

    Lookup state(long now) {
        if (addresses.mayStillCome()) {
            return new Lookup.Pending();
        }
        Optional<IpAddress> literal = IpAddress.parse(host);
        if (literal.isPresent()) {
            return new Lookup.Found(List.of(literal.get()));
        }
        if (addresses.nameServersMayStillCome(now)) {
            return new Lookup.Pending();
        }
        if (resolution.isEmpty()) {
            resolution =
                    Optional.of(
                            resolver.lookUp(host, addresses.hasIpv4(), addresses.hasIpv6(), now));
        }
        return resolution.get().state();
    }

    void cancel() {
        resolution.ifPresent(Resolution::cancel);
    }
}
