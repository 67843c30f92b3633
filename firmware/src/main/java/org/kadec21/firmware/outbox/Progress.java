package org.kadec21.firmware.outbox;

/// How far a mail is for one recipient.
public sealed interface Progress {

    /// Still to go.
    ///
    /// @param inDoubt whether an earlier attempt may have delivered it all the same
    record Open(boolean inDoubt) implements Progress {}

    /// The server took it.
    record Accepted(String reply) implements Progress {}

    /// The server refused it for good.
    record Rejected(String reason) implements Progress {}
}
