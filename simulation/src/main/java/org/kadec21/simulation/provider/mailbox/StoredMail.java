package org.kadec21.simulation.provider.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A mail in a mailbox.
///
/// @param uniqueId never used twice in its mailbox, the same in every session (RFC 1939 section 7,
///   UIDL)
/// @param content the message with CRLF line ends
public record StoredMail(String uniqueId, Instant arrival, byte[] content) {

    public int octets() {
        return content.length;
    }

    /// The message, octets as characters one to one.
    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
