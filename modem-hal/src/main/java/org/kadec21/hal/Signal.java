package org.kadec21.hal;

/// A condition that tasks wait on, without memory: [#raise()] wakes who waits now. Check the state,
/// then wait, in a loop:
///
/// ```java
/// while (queue.isEmpty() && signal.await(deadline)) {}
/// ```
///
/// Under the baton nothing can happen between the check and the wait.
public interface Signal {

    /// Wakes every task that waits now. May be called from a platform thread on the real board.
    void raise();

    /// Waits to be raised; false when `deadline` came first.
    boolean await(Deadline deadline);
}
