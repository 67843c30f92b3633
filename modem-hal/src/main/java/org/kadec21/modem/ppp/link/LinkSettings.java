package org.kadec21.modem.ppp.link;

/// How a link is to be made.
///
/// @param credentials for a network that asks who we are
/// @param type the versions of IP that are asked for
/// @param numbering when numbered mode is asked for
/// @param watched whether every packet that crosses the link is shown, for a capture
public record LinkSettings(
        Credentials credentials, PdpType type, Numbering numbering, boolean watched) {

    /// Numbered mode is asked for where the line is bad.
    public LinkSettings(Credentials credentials, PdpType type, boolean watched) {
        this(credentials, type, Numbering.WHEN_BAD, watched);
    }
}
