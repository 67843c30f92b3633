package org.kadec21.simulation.ppp;

import org.kadec21.simulation.ip.Ipv4Address;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the network has for one host.
///
/// @param account who may; empty: whoever goes through the motions
/// @param idle a call without IP packets for so long is ended; zero: never
/// @param loss part of the frames that the air swallows, in each direction, 0 to 1
/// @param host the address that the host gets
/// @param gateway our own address on the link
/// @param nameServers none to two
/// @param agreement what comes of the host's wishes
public record PppTerms(
        Authentication authentication,
        Optional<Account> account,
        Duration idle,
        double loss,
        Ipv4Address host,
        Ipv4Address gateway,
        List<Ipv4Address> nameServers,
        Agreement agreement) {

    public PppTerms {
        nameServers = List.copyOf(nameServers);
    }

    /// Fair terms.
    public PppTerms(
            Authentication authentication,
            Optional<Account> account,
            Duration idle,
            double loss,
            Ipv4Address host,
            Ipv4Address gateway,
            List<Ipv4Address> nameServers) {
        this(authentication, account, idle, loss, host, gateway, nameServers, Agreement.FAIR);
    }

    /// The same with another end to the host's wishes.
    public PppTerms with(Agreement other) {
        return new PppTerms(authentication, account, idle, loss, host, gateway, nameServers, other);
    }

    /// The same for another host.
    public PppTerms at(Ipv4Address other) {
        return new PppTerms(
                authentication, account, idle, loss, other, gateway, nameServers, agreement);
    }

    /// The same with somebody else as the only one who is let in.
    public PppTerms only(Authentication how, Account who) {
        return new PppTerms(
                how, Optional.of(who), idle, loss, host, gateway, nameServers, agreement);
    }

    Optional<Ipv4Address> nameServer(int index) {
        return nameServers.stream().skip(index).findFirst();
    }
}
