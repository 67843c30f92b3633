package org.kadec21.simulation.provider.dialogue;

/// What can happen to a dialogue.
public sealed interface Event {

    /// The peer is there and has said nothing yet.
    record Connected() implements Event {}

    /// Octets from the peer, in any portion.
    record Received(byte[] octets) implements Event {}

    /// The TLS handshake that [Action.StartTls] asked for is done.
    record TlsEstablished() implements Event {}

    /// The peer has taken what was said before [Action.Yield]; now is the time for more.
    record Continued() implements Event {}

    /// The peer was silent for longer than it may be.
    record TimedOut() implements Event {}

    /// The provider cannot go on with this connection, through no fault of the peer; all that is
    /// left is to say so.
    record Broken() implements Event {}
}
