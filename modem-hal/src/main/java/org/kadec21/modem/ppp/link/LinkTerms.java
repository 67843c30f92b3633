package org.kadec21.modem.ppp.link;

import java.util.List;
import java.util.Optional;

/// What was agreed on when a link came up.
///
/// @param address our IPv4 address, in network order the first byte highest; empty on a link with
///   IPv6 alone
/// @param peer the network's end, when it told
/// @param servers name servers, at most two
/// @param mtu longest packet that the peer takes, bytes
/// @param interfaceId our IPv6 interface identifier, where there is IPv6
public record LinkTerms(
        Optional<Integer> address,
        Optional<Integer> peer,
        List<Integer> servers,
        int mtu,
        Optional<Long> interfaceId) {

    public LinkTerms {
        servers = List.copyOf(servers);
    }

    /// The same for packets of another length.
    LinkTerms with(int otherMtu) {
        return new LinkTerms(address, peer, servers, otherMtu, interfaceId);
    }

    /// Whether whoever had these addresses still has them in `later`. IPv6 that came or went in
    /// between is no loss where there is IPv4: name servers may differ. So may what the peer takes,
    /// which those who make packets have to be told.
    boolean keepsAddressesIn(LinkTerms later) {
        boolean otherIdentifier =
                interfaceId.isPresent()
                        && later.interfaceId.isPresent()
                        && !interfaceId.equals(later.interfaceId);
        return address.equals(later.address) && !otherIdentifier;
    }
}
