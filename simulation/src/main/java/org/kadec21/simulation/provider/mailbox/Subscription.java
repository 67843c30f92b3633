package org.kadec21.simulation.provider.mailbox;

/// What a customer can order besides the mailbox.
public enum Subscription {
    /// Outgoing mail is searched for viruses, as long as that is not free for everybody.
    VIRUS_CHECK_PLUS,
    /// Incoming mail that calls itself spam is kept out.
    SPAM_FILTER
}
