package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

/// How far an [IpConnection] is.
public sealed interface ConnectionPhase {

    /// Its name is being looked up.
    record Resolving(String host) implements ConnectionPhase {}

    /// Waiting for this address to answer.
    record Connecting(IpAddress address) implements ConnectionPhase {}

    /// Bytes can be sent; they can be received until the peer ends its stream.
    record Open(IpAddress address) implements ConnectionPhase {}

    /// Closed by this side, in good order; what was taken is still on its way.
    record Closing(IpAddress address) implements ConnectionPhase {}

    /// Over in good order, both ways.
    record Closed() implements ConnectionPhase {}

    /// Over, and not as wished.
    ///
    /// @param cause what kind of failure, for a decision
    /// @param reason a sentence for the field engineer
    record Failed(Cause cause, String reason) implements ConnectionPhase {}

    /// Kinds of failure.
    enum Cause {
        /// The name has no address, or no server said so in time.
        NAME,
        /// The peer said no: a reset, or a router's word.
        REFUSED,
        /// Nobody answered.
        SILENT,
        /// The peer or this side reset the connection after it was open.
        RESET,
        /// The link went down.
        LINK
    }
}
