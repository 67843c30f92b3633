package org.kadec21.firmware.doctor;

import org.kadec21.hal.NotConnectedException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/// How far a connection to a port came.
///
/// @param words what came: the greeting, or what went wrong
record Reach(State state, String words) {

    /// A module reports a refusal as soon as it comes back, and a silence only when it gives up
    /// itself. What comes within this time was an answer.
    private static final Duration PROMPT = Duration.ofSeconds(10);

    enum State {
        OPEN,
        REFUSED,
        /// Nothing came back: the server is down, or somebody on the way drops what goes there.
        BLOCKED,
        UNREACHABLE,
        UNKNOWN_NAME;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Reach open(String greeting) {
        return new Reach(State.OPEN, greeting);
    }

    /// @param after how long it took to fail
    static Reach failed(IOException failure, Duration after) {
        return new Reach(state(failure, after), String.valueOf(failure.getMessage()));
    }

    private static State state(IOException failure, Duration after) {
        if (failure instanceof NotConnectedException known) {
            return switch (known.why()) {
                case UNKNOWN_NAME -> State.UNKNOWN_NAME;
                case REFUSED -> State.REFUSED;
                case UNREACHABLE -> State.UNREACHABLE;
                case SILENT -> State.BLOCKED;
            };
        }
        boolean silent = failure instanceof SocketTimeoutException || after.compareTo(PROMPT) > 0;
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("dns") ? State.UNKNOWN_NAME : silent ? State.BLOCKED : State.REFUSED;
    }
}
