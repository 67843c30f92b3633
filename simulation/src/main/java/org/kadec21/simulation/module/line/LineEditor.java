package org.kadec21.simulation.module.line;

import java.util.Optional;

/// Collects command lines from bytes (V.250 5.2): everything before `AT` or `A/` is ignored, S5
/// deletes, S3 ends, control characters vanish.
public final class LineEditor {

    /// Longest body of a command line; V.250 5.2 asks for 40 at least, an `+QICSGP` with long names
    /// needs some hundred.
    public static final int MAX_BODY = 1024;

    private final StringBuilder body = new StringBuilder();
    private State state = State.IDLE;
    private boolean tooLong;

    private enum State {
        IDLE,
        AFTER_A,
        BODY
    }

    /// A finished line.
    public sealed interface Line {

        record Body(String text) implements Line {}

        /// `A/`: the last line again.
        record Repeat() implements Line {}

        /// Longer than [#MAX_BODY].
        record TooLong() implements Line {}
    }

    public void clear() {
        body.setLength(0);
        tooLong = false;
        state = State.IDLE;
    }

    public Optional<Line> accept(char c, LineSettings settings) {
        return switch (state) {
            case IDLE -> {
                state = isLetter(c, 'A') ? State.AFTER_A : State.IDLE;
                yield Optional.empty();
            }
            case AFTER_A -> afterA(c);
            case BODY -> inBody(c, settings);
        };
    }

    private Optional<Line> afterA(char c) {
        if (c == '/') {
            clear();
            return Optional.of(new Line.Repeat());
        }
        if (isLetter(c, 'T')) {
            state = State.BODY;
        } else if (!isLetter(c, 'A')) {
            state = State.IDLE;
        }
        return Optional.empty();
    }

    private Optional<Line> inBody(char c, LineSettings settings) {
        if (c == settings.characters().terminator()) {
            Line line = tooLong ? new Line.TooLong() : new Line.Body(body.toString());
            clear();
            return Optional.of(line);
        }
        if (c == settings.characters().backspace()) {
            body.setLength(Math.max(0, body.length() - 1));
        } else if (body.length() == MAX_BODY) {
            tooLong = true;
        } else if (c >= ' ') {
            body.append(c);
        }
        return Optional.empty();
    }

    private static boolean isLetter(char c, char upper) {
        return c == upper || c == upper + 32;
    }
}
