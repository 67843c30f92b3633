package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.dns.Lookup;
import org.kadec21.modem.ppp.ip.dns.Resolution;
import org.kadec21.modem.ppp.ip.dns.Resolver;
import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Where a host is, for one connection: a literal address says so itself, a pinned one is
/// configured, all others are looked up, as soon as this host has an address.
final class NameSearch {

    private final String host;
    private final SequencedMap<String, List<IpAddress>> pinned;
    private final Resolver resolver;
    private final Addresses addresses;
    private Optional<Resolution> resolution = Optional.empty();

    NameSearch(
            String host,
            SequencedMap<String, List<IpAddress>> pinned,
            Resolver resolver,
            Addresses addresses) {
        this.host = host;
        this.pinned = pinned;
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
        List<IpAddress> known = pinned.get(host.toLowerCase(Locale.ROOT));
        if (known != null) {
            return new Lookup.Found(known);
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
