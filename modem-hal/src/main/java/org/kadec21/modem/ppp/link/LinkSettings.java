package org.kadec21.modem.ppp.link;

/// How a link is to be made.
///
/// @param credentials for a network that asks who we are
/// @param type the versions of IP that are asked for
/// @param watched whether every packet that crosses the link is shown, for a capture
public record LinkSettings(Credentials credentials, PdpType type, boolean watched) {}
