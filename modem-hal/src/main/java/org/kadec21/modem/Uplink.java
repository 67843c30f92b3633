package org.kadec21.modem;

import org.kadec21.hal.Deadline;

import java.util.Optional;

/// A way onto the network that costs something: a module to wake, or the host's own network on a
/// bench.
public interface Uplink {

    /// Does whatever it takes to get a bearer: power, unlock, registration, packet attach. Bounded
    /// by `deadline` and by the limits of each step. Going online twice returns the same bearer
    /// while it lives.
    Attachment goOnline(Deadline deadline);

    /// Gives the bearer back and lets the module sleep. Harmless when offline.
    void goOffline(Deadline deadline);

    /// Whether the module is known to sleep while nothing is asked of it. One that was told to and
    /// did not answer, or says that it is on, or has restarted since, may be on air still.
    default boolean isQuiet() {
        return true;
    }

    /// Why the module was not put to sleep when it was left last, as one sentence that says what to
    /// try; empty when it was, and when there was nobody to tell it to.
    default Optional<String> restless() {
        return Optional.empty();
    }

    /// Wakes a module that did not hear that it should sleep, and tells it again; only while
    /// offline.
    default void quieten(Deadline deadline) {}

    /// Has the module start anew, so that its SIM asks for its PIN again: one that is unlocked
    /// takes no notice of a PIN that is wrong. Only while offline; the module sleeps afterwards.
    default void restart(Deadline deadline) {}

    /// Leaves the module to somebody else for a while; only while offline. Going online takes it
    /// back.
    default void release() {}

    /// What this uplink has cost since the unit started.
    Usage usage();

    /// The module behind this uplink; empty before it was woken for the first time, and where there
    /// is none.
    default Optional<FoundModule> module() {
        return Optional.empty();
    }
}
