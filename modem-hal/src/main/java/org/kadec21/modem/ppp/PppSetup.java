package org.kadec21.modem.ppp;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Randomness;
import org.kadec21.modem.ppp.link.Numbering;
import org.kadec21.modem.ppp.link.PdpType;

import java.util.Optional;

/// What a [PppDialect] needs besides the module.
///
/// @param number dialled instead of the usual one, without `ATD`
/// @param type the versions of IP that the packet context and the link are for
/// @param numbering when the link asks for numbered mode
/// @param capture takes down what crosses the link, if anybody does
public record PppSetup(
        Optional<String> number,
        PdpType type,
        Numbering numbering,
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
                Numbering.WHEN_BAD,
                randomness,
                journal,
                Optional.empty(),
                PppObserver.NONE);
    }

    /// The same with another number.
    public PppSetup dialling(Optional<String> other) {
        return new PppSetup(other, type, numbering, randomness, journal, capture, observer);
    }

    /// The same for other versions of IP.
    public PppSetup asking(PdpType other) {
        return new PppSetup(number, other, numbering, randomness, journal, capture, observer);
    }

    /// The same that asks for numbered mode at another time.
    public PppSetup numbering(Numbering other) {
        return new PppSetup(number, type, other, randomness, journal, capture, observer);
    }

    /// The same with somebody who takes down what crosses the link.
    public PppSetup capturedBy(Optional<Capture> by) {
        return new PppSetup(number, type, numbering, randomness, journal, by, observer);
    }

    /// The same with somebody who is told how it goes.
    public PppSetup observedBy(PppObserver by) {
        return new PppSetup(number, type, numbering, randomness, journal, capture, by);
    }
}
