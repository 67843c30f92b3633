package org.kadec21.hal;

import java.time.Duration;

/// A timer outside of the program that ends it when it falls silent, whatever it does by then: a
/// busy loop, a deadlock. The board boots again.
///
/// It is fed by a task, and never by a timer or a thread of its own, which would go on when the
/// program does not.
public interface Watchdog {

    /// Says that the program is well.
    void feed();

    /// The longest silence that it bears.
    Duration patience();

    /// Whether it is why the board booted: it ended what ran before.
    boolean hasBitten();
}
