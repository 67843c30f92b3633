package org.kadec21.modem.ppp.link;

/// When a link asks for numbered mode (RFC 1663), in which both ends repeat frames that were lost.
/// It costs each frame and each call a little, and most networks refuse it.
public enum Numbering {
    /// Where [DamageMeter#isBad()].
    WHEN_BAD,
    /// In every call.
    ALWAYS,
    /// In none, and a peer that asks for it is refused.
    NEVER
}
