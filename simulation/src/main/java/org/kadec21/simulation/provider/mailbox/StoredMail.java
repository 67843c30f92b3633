package org.kadec21.simulation.provider.mailbox;

import java.time.Instant;

/// A mail in a mailbox, without its text: [MailStore#read] has that.
///
/// @param uniqueId never used twice in its mailbox, the same in every session (RFC 1939 section 7,
///   UIDL)
/// @param octets how long the text is
public record StoredMail(String uniqueId, Instant arrival, int octets) {}
