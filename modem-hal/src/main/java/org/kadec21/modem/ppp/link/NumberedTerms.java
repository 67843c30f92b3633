package org.kadec21.modem.ppp.link;

/// What both ends have agreed on for numbered mode (RFC 1663 4).
///
/// @param window frames that the peer takes without an acknowledgement
/// @param ownAddress ours: in commands to us, and in our responses
/// @param peerAddress the peer's address: in commands to it, and in its responses
/// @param fragments whether it puts fragments together (RFC 1990, with short numbers)
record NumberedTerms(int window, int ownAddress, int peerAddress, boolean fragments) {

    /// What we ask for, that of a DTE (X.25 2.4.2).
    static final int OWN_ADDRESS = 3;

    /// That of a DCE.
    static final int OTHER_ADDRESS = 1;

    /// Numbers from 0 to 7: no window is wider.
    static final int MOST_WINDOW = 7;

    /// The same with another address of ours.
    NumberedTerms withOwn(int address) {
        return new NumberedTerms(window, address, peerAddress, fragments);
    }
}
