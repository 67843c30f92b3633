package org.kadec21.hal;

/// Named tasks that run one at a time under a baton: a task keeps the baton until it waits here.
/// State shared between the tasks of a unit therefore needs no locks, and a condition that was
/// checked still holds until the next wait.
///
/// Every wait (here, in [Signal], [Inbox], [ByteLink]) throws [PowerOffException] once the board
/// has lost power or is being shut down; tasks let it pass.
public interface Tasks {

    /// Starts `body` as a task. The name shows in stack dumps and deadlock reports. An exception
    /// that leaves `body` is a bug, unless it is [PowerOffException]: the simulated world fails
    /// with it, the real board stops with exit code 70.
    Task start(String name, Runnable body);

    /// A new condition for tasks to wait on.
    Signal signal(String name);

    /// A new bounded queue. `capacity` is a number of elements, at least 1.
    <T> Inbox<T> inbox(String name, int capacity);

    /// Gives up the baton until `deadline`; other tasks run meanwhile. A past deadline yields once.
    void sleepUntil(Deadline deadline);

    /// A started task.
    interface Task {

        String name();

        boolean isDone();

        /// Waits for the task's end; false when `deadline` came first.
        boolean join(Deadline deadline);
    }
}
