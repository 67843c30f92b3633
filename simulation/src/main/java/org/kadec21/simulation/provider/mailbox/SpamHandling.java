package org.kadec21.simulation.provider.mailbox;

/// What the spam filter does with what it finds.
public enum SpamHandling {
    /// The mail is delivered, with `[SPAM] ` in front of its subject.
    MARK,
    /// The mail is deleted.
    DELETE
}
