package org.kadec21.simulation.ppp;

import org.kadec21.simulation.ip.Ipv4Address;

import java.util.ArrayList;
import java.util.List;

/// The options of IPCP (RFC 1332 3, RFC 1877 1): the host gets the address and the name servers
/// that the network has for it, whatever it asks for; header compression there is none.
final class IpcpOptions implements Options {

    static final int ADDRESS = 3;
    static final int PRIMARY_DNS = 129;
    static final int SECONDARY_DNS = 131;

    private final PppTerms terms;
    private boolean ownAddressRefused;
    private boolean addressOffered;

    IpcpOptions(PppTerms terms) {
        this.terms = terms;
    }

    @Override
    public List<ConfigureOption> wanted() {
        return ownAddressRefused
                ? List.of()
                : List.of(ConfigureOption.of32(ADDRESS, terms.gateway().bits()));
    }

    @Override
    public Verdict judge(List<ConfigureOption> theirs) {
        List<ConfigureOption> refused = new ArrayList<>();
        List<ConfigureOption> rather = new ArrayList<>();
        boolean named = false;
        for (ConfigureOption option : theirs) {
            named |= option.type() == ADDRESS;
            if (option.value().length != Integer.BYTES || right(option.type()) == 0) {
                refused.add(option);
            } else if (option.as32() != right(option.type())) {
                rather.add(ConfigureOption.of32(option.type(), right(option.type())));
            }
        }
        if (!refused.isEmpty()) {
            return new Verdict.Refused(refused);
        }
        if (!named && !addressOffered) {
            addressOffered = true;
            rather.add(ConfigureOption.of32(ADDRESS, terms.host().bits()));
        }
        return rather.isEmpty() ? new Verdict.Granted() : new Verdict.Rather(rather);
    }

    /// What the host is to have there; 0 for what it cannot have.
    private int right(int type) {
        return switch (type) {
            case ADDRESS -> terms.host().bits();
            case PRIMARY_DNS -> terms.nameServer(0).map(Ipv4Address::bits).orElse(0);
            case SECONDARY_DNS -> terms.nameServer(1).map(Ipv4Address::bits).orElse(0);
            default -> 0;
        };
    }

    /// Our address is not the host's to choose.
    @Override
    public void naked(List<ConfigureOption> hints) {}

    @Override
    public void rejected(List<ConfigureOption> refused) {
        ownAddressRefused |= refused.stream().anyMatch(option -> option.type() == ADDRESS);
    }
}
