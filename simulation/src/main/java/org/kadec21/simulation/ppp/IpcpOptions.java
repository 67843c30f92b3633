package org.kadec21.simulation.ppp;

import org.kadec21.simulation.ip.Ipv4Address;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The options of IPCP (RFC 1332 3, RFC 1877 1): the host gets the address and the name servers
/// that the network has for it, whatever it asks for; header compression there is none.
final class IpcpOptions implements Options {

    static final int ADDRESS = 3;
    static final int PRIMARY_DNS = 129;
    static final int SECONDARY_DNS = 131;

    /// What is not lost may be slow.
    private static final Duration IN_NUMBERED_MODE = Duration.ofSeconds(12);

    private final PppTerms terms;
    private Ipv4Address host;
    private boolean ownAddressRefused;
    private boolean addressOffered;
    private boolean numbered;

    IpcpOptions(PppTerms terms) {
        this.terms = terms;
        host = terms.host();
    }

    /// From the next negotiation on the host gets another address.
    void move(Ipv4Address elsewhere) {
        host = elsewhere;
        addressOffered = false;
    }

    /// Whether they are agreed on in numbered mode.
    void number(boolean frames) {
        numbered = frames;
    }

    @Override
    public boolean isForABadLine() {
        return numbered;
    }

    @Override
    public Duration restart() {
        return numbered ? IN_NUMBERED_MODE : ControlProtocol.RESTART;
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
            if (isRefused(option)) {
                refused.add(option);
            } else if (!isRight(option)) {
                rather.add(ConfigureOption.of32(option.type(), right(option.type())));
            }
        }
        if (!refused.isEmpty()) {
            return new Verdict.Refused(refused);
        }
        if (!named && !addressOffered && terms.agreement() == Agreement.FAIR) {
            addressOffered = true;
            rather.add(ConfigureOption.of32(ADDRESS, host.bits()));
        }
        return rather.isEmpty() ? new Verdict.Granted() : new Verdict.Rather(rather);
    }

    private boolean isRefused(ConfigureOption option) {
        boolean unwelcome =
                option.type() == ADDRESS && terms.agreement() == Agreement.ADDRESS_REJECTED;
        return unwelcome || option.value().length != Integer.BYTES || right(option.type()) == 0;
    }

    private boolean isRight(ConfigureOption option) {
        boolean indifferent = option.type() == ADDRESS && terms.agreement() == Agreement.NO_ADDRESS;
        return indifferent || option.as32() == right(option.type());
    }

    /// What the host is to have there; 0 for what it cannot have.
    private int right(int type) {
        return switch (type) {
            case ADDRESS -> host.bits();
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
