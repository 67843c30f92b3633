package org.kadec21.simulation.provider.delivery;

import org.kadec21.simulation.provider.mailbox.Account;

import java.time.Instant;

/// What becomes of an accepted mail for one of its recipients.
public sealed interface Fate {

    /// It lies in the mailbox.
    record Stored(String address) implements Fate {}

    /// It waits for the end of an outage.
    record Held(Instant until) implements Fate {}

    /// It was infected and is deleted for all recipients; `sender` gets `notice`.
    record Infected(Account sender, String virus, byte[] notice) implements Fate {}

    /// A filter of the recipient's, or the spam filter, has deleted it.
    record Filtered(Account recipient, boolean spam, String rule) implements Fate {}
}
