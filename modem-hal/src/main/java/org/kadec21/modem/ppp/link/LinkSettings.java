package org.kadec21.modem.ppp.link;

/// How a link is to be made.
///
/// @param credentials for a network that asks who we are
/// @param ipv6 whether IPv6 is taken from a network that offers it
/// @param watched whether every packet that crosses the link is shown, for a capture
public record LinkSettings(Credentials credentials, boolean ipv6, boolean watched) {}
