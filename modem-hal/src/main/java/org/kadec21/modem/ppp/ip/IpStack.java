package org.kadec21.modem.ppp.ip;

import org.kadec21.hal.Deadline;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// An IP host with one link, as a pure machine: every method is an event at the moment `now`, in
/// nanoseconds of [org.kadec21.hal.Time#nanos()]. After each event the driver takes the packets to
/// send with [#transmit(long)] as the line has room, looks at its connections, and comes back at
/// [#nextDue()] with [#due(long)] at the latest.
public final class IpStack {

    /// @param chance must not be guessable on a real board: sequence numbers, ports and DNS ids are
    ///   drawn from it
    public IpStack(IpSettings settings, RandomGenerator chance) {
        throw new UnsupportedOperationException(settings + " " + chance);
    }

    /// A packet came over the link. One that is broken, not for this host or belongs to nothing is
    /// counted and dropped.
    public void arrived(byte[] packet, long now) {
        throw new UnsupportedOperationException();
    }

    /// Time has passed.
    public void due(long now) {
        throw new UnsupportedOperationException();
    }

    /// When [#due(long)] has to be called next, if nothing else happens before.
    public Deadline nextDue() {
        throw new UnsupportedOperationException();
    }

    /// The next packet to send; empty when there is none now. Packets are made when they are asked
    /// for: a driver that asks only when the line is free keeps the queue inside TCP, where
    /// acknowledgements join data and small writes join each other.
    public Optional<byte[]> transmit(long now) {
        throw new UnsupportedOperationException();
    }

    /// Begins a connection to `host`, a name or a literal address: pinned addresses first, then
    /// DNS, then TCP to each address in turn, IPv6 before IPv4. Always returns at once;
    /// [IpConnection#phase()] tells how it goes.
    public IpConnection connect(String host, int port, long now) {
        throw new UnsupportedOperationException();
    }

    /// The link is gone: all connections end with `reason`, nothing is sent any more.
    public void linkLost(String reason, long now) {
        throw new UnsupportedOperationException();
    }
}
