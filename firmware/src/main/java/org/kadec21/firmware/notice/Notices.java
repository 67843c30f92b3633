package org.kadec21.firmware.notice;

/// A running unit's words to its operator: one line each. Called by a task that holds the baton;
/// must not wait.
public interface Notices {

    /// Nobody listens.
    Notices NONE = new Notices() {};

    /// A record is durable.
    default void recordAccepted(long number) {}

    /// A mail is durable in the outbox.
    default void mailAccepted(String mailId) {}

    /// A server took responsibility for a mail.
    default void mailDelivered(String mailId) {}

    /// A call to the server failed.
    ///
    /// @param reason what was expected, what came, what to try
    /// @param nextTry when the unit calls again
    /// @param needsOperator whether somebody has to put something right
    default void callFailed(String reason, String nextTry, boolean needsOperator) {
        trouble(reason + "; next try " + nextTry);
    }

    /// Something a person should know or do.
    ///
    /// @param line what was expected, what came, what to try
    default void trouble(String line) {}
}
