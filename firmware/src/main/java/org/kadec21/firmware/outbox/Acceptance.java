package org.kadec21.firmware.outbox;

/// What became of a mail offered to the outbox.
public sealed interface Acceptance {

    /// It is durable: the outbox answers for it now.
    record Accepted(Entry entry) implements Acceptance {}

    /// A mail of this id is open, refused or in the sent log: nothing was added.
    record AlreadyKnown(String id) implements Acceptance {}

    /// A cut is open already; that one goes first.
    record CutWaits(Entry openCut) implements Acceptance {}

    /// No room. The caller keeps what it has to say and offers it again.
    record Full(String reason) implements Acceptance {}
}
