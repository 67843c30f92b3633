package org.kadec21.hal.at;

/// Told of each unsolicited result code, once, in the order they came, while a task holds the
/// baton. It must not wait and must not execute commands: it notes what it learns and raises a
/// [org.kadec21.hal.Signal].
@FunctionalInterface
public interface UrcListener {
    void heard(Urc urc);

    /// The port is dead; nothing more will be heard.
    default void ended(String reason) {}
}
