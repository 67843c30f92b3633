package org.kadec21.simulation.provider.policy;

/// Whose outgoing mail is searched for viruses. An infected mail is deleted and the customer who
/// sent it gets a notice.
public enum VirusCheck {
    NOBODY,
    /// Customers who pay for it
    /// ([org.kadec21.simulation.provider.mailbox.Subscription#VIRUS_CHECK_PLUS]).
    SUBSCRIBERS,
    EVERYBODY
}
