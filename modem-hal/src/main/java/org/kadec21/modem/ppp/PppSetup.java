package org.kadec21.modem.ppp;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Randomness;
import org.kadec21.modem.ppp.link.PdpType;

import java.util.Optional;

/// What a [PppDialect] needs besides the module.
///
/// @param number dialled instead of the usual one, without `ATD`
/// @param type the versions of IP that the packet context and the link are for
/// @param capture takes down what crosses the link, if anybody does
public record PppSetup(
        Optional<String> number,
        PdpType type,
        Randomness randomness,
        Journal journal,
        Optional<Capture> capture,
        PppObserver observer) {

    /// The usual: the number that fits the module, IPv4 and IPv6 where the network begins it,
    /// nobody looking on.
    public static PppSetup usual(Randomness randomness, Journal journal) {
        return new PppSetup(
                Optional.empty(),
                PdpType.IP,
                randomness,
                journal,
                Optional.empty(),
                PppObserver.NONE);
    }

    /// The same with another number.
    public PppSetup dialling(Optional<String> other) {
        return new PppSetup(other, type, randomness, journal, capture, observer);
    }

    /// The same for other versions of IP.
    public PppSetup asking(PdpType other) {
        return new PppSetup(number, other, randomness, journal, capture, observer);
    }

    /// The same with somebody who takes down what crosses the link.
    public PppSetup capturedBy(Optional<Capture> by) {
        return new PppSetup(number, type, randomness, journal, by, observer);
    }

    /// The same with somebody who is told how it goes.
    public PppSetup observedBy(PppObserver by) {
        return new PppSetup(number, type, randomness, journal, capture, by);
    }
}
