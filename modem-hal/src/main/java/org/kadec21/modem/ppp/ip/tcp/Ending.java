package org.kadec21.modem.ppp.ip.tcp;

/// Why a connection is over.
///
/// @param reason a sentence for the field engineer
public record Ending(Kind kind, String reason) {

    /// What an ending means for the user.
    public enum Kind {
        /// Both streams have ended and were received.
        ORDERLY,
        /// Closed before it was open, or aborted by this side.
        ABORTED,
        /// The peer, or a router, would not have it.
        REFUSED,
        /// Nobody answered for too long.
        SILENT,
        /// The peer reset it after it was open.
        RESET
    }
}
