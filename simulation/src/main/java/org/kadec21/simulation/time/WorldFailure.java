package org.kadec21.simulation.time;

/// The world cannot go on: a task failed with a bug, or every task waits for something that can
/// never happen.
public final class WorldFailure extends RuntimeException {

    WorldFailure(String message) {
        super(message);
    }

    WorldFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
