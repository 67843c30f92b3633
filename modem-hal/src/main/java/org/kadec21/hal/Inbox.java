package org.kadec21.hal;

import java.util.Optional;

/// A bounded first-in, first-out queue between tasks, or from a platform thread to a task.
public interface Inbox<T> {

    /// Adds at the end; false when the inbox is full and nothing was added. Never waits. May be
    /// called from a platform thread on the real board.
    boolean offer(T element);

    /// Takes the first element, waiting for one; empty when `deadline` came first.
    Optional<T> poll(Deadline deadline);

    int size();
}
