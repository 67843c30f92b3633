package org.kadec21.modem.ppp.link;

/// What the [FrameReader] makes of a line's bytes.
sealed interface Incoming {

    /// A frame that came whole.
    ///
    /// @param protocol its protocol field, decompressed
    /// @param body what it carries, with whatever padding there is
    record Frame(int protocol, byte[] body) implements Incoming {}

    /// A frame of numbered mode that came whole.
    ///
    /// @param address ours in a command, the peer's in a response
    /// @param rest what is behind the control field, before the check sequence
    record Numbered(int address, int control, byte[] rest) implements Incoming {}

    /// Both ends are ready for packets in numbered mode.
    record Ready() implements Incoming {}

    /// Numbered mode has ended, and the link with it.
    ///
    /// @param what the peer has done
    record Over(String what) implements Incoming {}

    /// A line of text between two frames: the module itself speaks.
    record Text(String line) implements Incoming {}

    /// Something that is no frame.
    ///
    /// @param bytes how long it was
    record Damaged(Damage damage, int bytes) implements Incoming {}

    /// What is wrong with a frame.
    enum Damage {
        /// Its check sequence does not fit.
        CHECK,
        /// Too few bytes for protocol and check sequence.
        SHORT,
        /// More bytes than [FrameReader#MOST_BYTES].
        LONG,
        /// Ended by its sender in the middle (RFC 1662 4.3).
        ABORTED,
        /// The protocol field does not end (RFC 1661 2).
        PROTOCOL
    }
}
