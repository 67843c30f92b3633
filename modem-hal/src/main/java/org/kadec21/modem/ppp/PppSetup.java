package org.kadec21.modem.ppp;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Randomness;

import java.util.Optional;

/// What a [PppDialect] needs besides the module.
///
/// @param number dialled instead of the usual one, without `ATD`
/// @param ipv6 whether IPv6 is taken from a network that offers it
/// @param capture takes down what crosses the link, if anybody does
public record PppSetup(
        Optional<String> number,
        boolean ipv6,
        Randomness randomness,
        Journal journal,
        Optional<Capture> capture,
        PppObserver observer) {

    /// The usual: the number that fits the module, IPv6 where it is offered, nobody looking on.
    public static PppSetup usual(Randomness randomness, Journal journal) {
        return new PppSetup(
                Optional.empty(), true, randomness, journal, Optional.empty(), PppObserver.NONE);
    }

    /// The same with another number.
    public PppSetup dialling(Optional<String> other) {
        return new PppSetup(other, ipv6, randomness, journal, capture, observer);
    }

    /// The same with somebody who takes down what crosses the link.
    public PppSetup capturedBy(Optional<Capture> by) {
        return new PppSetup(number, ipv6, randomness, journal, by, observer);
    }

    /// The same with somebody who is told how it goes.
    public PppSetup observedBy(PppObserver by) {
        return new PppSetup(number, ipv6, randomness, journal, capture, by);
    }
}
