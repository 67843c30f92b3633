package org.kadec21.simulation.provider.pop3;

/// The rest of a multi-line answer, in pieces that are made when they can be sent: a mail of many
/// MiB is never in memory as a whole, however many clients ask for it.
sealed interface MultiLine permits Listing, Retrieval {

    /// The next piece, the terminating line included.
    Piece next();

    /// What comes next.
    sealed interface Piece {

        record Octets(byte[] octets) implements Piece {}

        /// All has been said.
        record End() implements Piece {}

        /// What was to be said is not there any more; the answer cannot be brought to an end.
        record Lost() implements Piece {}
    }
}
