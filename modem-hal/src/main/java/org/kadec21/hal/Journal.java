package org.kadec21.hal;

/// What a unit and its world did, one event at a time: the basis of tests and of a run's identity.
/// Logs are for people, the journal is for checks.
@FunctionalInterface
public interface Journal {

    /// Records one event.
    ///
    /// @param event dotted lower-case name, noun first: `mail.accepted`
    /// @param fields name and value alternating, in the order they are to be written. Values:
    ///   [String], [Long], [Integer], [Boolean], an enum, a [java.time.Instant] or a
    ///   [java.time.Duration]. Never a secret, a path or ciphertext.
    void event(String event, Object... fields);
}
