package org.kadec21.submission;

import java.time.Duration;

/// Somebody who looks on while a session goes its way, such as a person who tests it. Must not
/// wait.
@FunctionalInterface
public interface SessionObserver {

    /// Nobody.
    SessionObserver NONE = stage -> {};

    /// A stage is over.
    void passed(PassedStage stage);

    /// A stage of a session that is over. Of a login only reply codes are told: a challenge is half
    /// of a secret, and a careless server may repeat the other half.
    ///
    /// @param name `connect`, `greeting`, `ehlo`, `starttls`, `tls`, `auth`, `mail`, `rcpt`,
    ///   `data`, `final reply`, `quit`; some come more than once
    /// @param words the server's reply, its lines parted by ", "; or what was reached
    /// @param took since the stage before, or since something was sent if that was later
    record PassedStage(String name, String words, Duration took) {}
}
