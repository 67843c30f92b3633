package org.kadec21.simulation.provider.mailbox;

import java.util.List;
import java.util.Optional;

/// A mail the provider has accepted, once for all its recipients.
///
/// @param id the provider's own name for it, as in `Ok: queued as`
/// @param sender envelope sender without angle brackets; empty for the null reverse-path
/// @param recipients accepted forward-paths without angle brackets, in order
/// @param user who had authenticated
/// @param content the message with the provider's own trace header lines in front; nobody changes
///   it
/// @param reserved octets of its client's [MemoryBudget.Share] that are enough to keep it
public record IncomingMail(
        String id,
        String sender,
        List<String> recipients,
        Optional<String> user,
        byte[] content,
        long reserved) {

    /// The same mail for one of its recipients.
    public IncomingMail to(String recipient) {
        return new IncomingMail(id, sender, List.of(recipient), user, content, reserved);
    }
}
