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
        /// Nothing came back: somebody on the way drops what goes there, or nobody is there.
        SILENT,
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
    /// @param allowed how long it might have taken
    static Reach failed(IOException failure, Duration after, Duration allowed) {
        boolean gaveUp = after.compareTo(PROMPT) > 0 || after.compareTo(allowed) >= 0;
        State state = state(failure, gaveUp);
        return new Reach(
                state,
                state == State.SILENT
                        ? "no answer within " + Math.max(1, after.toSeconds()) + " s"
                        : String.valueOf(failure.getMessage()));
    }

    private static State state(IOException failure, boolean gaveUp) {
        if (failure instanceof NotConnectedException known) {
            return switch (known.why()) {
                case UNKNOWN_NAME -> State.UNKNOWN_NAME;
                case REFUSED -> State.REFUSED;
                case UNREACHABLE -> State.UNREACHABLE;
                case SILENT -> State.SILENT;
            };
        }
        boolean silent = failure instanceof SocketTimeoutException || gaveUp;
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("dns") ? State.UNKNOWN_NAME : silent ? State.SILENT : State.REFUSED;
    }
}
