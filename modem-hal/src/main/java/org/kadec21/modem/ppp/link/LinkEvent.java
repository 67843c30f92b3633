package org.kadec21.modem.ppp.link;

/// What happens to a [PppLink].
public sealed interface LinkEvent {

    /// The call is connected.
    record Begun() implements LinkEvent {}

    /// Bytes came from the line.
    record Received(byte[] bytes) implements LinkEvent {}

    /// Nothing but time passing.
    record Woken() implements LinkEvent {}

    /// A packet of IP, either version, wants to go to the peer.
    record Outgoing(byte[] packet) implements LinkEvent {}

    /// Whether somebody waits for bytes from the peer: only then silence is looked into. A link
    /// that nobody uses may sleep (dormancy).
    record Attended(boolean attended) implements LinkEvent {}

    /// The link is no longer wanted.
    record Closing() implements LinkEvent {}

    /// Nobody waits any longer for the link to come up.
    record OutOfTime() implements LinkEvent {}

    /// The line is dead.
    record Lost(String reason) implements LinkEvent {}
}
