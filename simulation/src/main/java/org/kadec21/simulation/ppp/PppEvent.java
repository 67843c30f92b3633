package org.kadec21.simulation.ppp;

/// What an access server wants done.
public sealed interface PppEvent {

    /// Bytes for the line.
    record Transmit(byte[] bytes) implements PppEvent {}

    /// An IP packet of the host.
    record Packet(byte[] bytes) implements PppEvent {}

    /// The host may send and receive IP.
    ///
    /// @param mtu longest IP packet that it takes
    record Opened(int mtu) implements PppEvent {}

    /// The link is over; hang up.
    record Ended(String reason) implements PppEvent {}
}
