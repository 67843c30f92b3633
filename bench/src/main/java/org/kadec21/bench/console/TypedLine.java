package org.kadec21.bench.console;

import java.util.ArrayList;
import java.util.List;

/// A line that a person types on a terminal without the system's line editing: letters, rubbing
/// out, the lines before with the arrow keys. Pure: a byte in, what to show and what is complete
/// out.
final class TypedLine {

    private static final int MAX_LINE = 400;
    private static final int MAX_HISTORY = 100;

    private static final int CTRL_D = 4;
    private static final int CTRL_U = 0x15;
    private static final int CTRL_W = 0x17;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 0x7F;
    private static final int ESC = 0x1B;

    private final List<String> history = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String keySequence = "";
    private int shown;

    /// What a byte completed.
    sealed interface Typed {

        /// The line is under way.
        record Nothing() implements Typed {}

        record Line(String text) implements Typed {}

        /// Ctrl-D on an empty line.
        record End() implements Typed {}
    }

    /// The line as it stands.
    String text() {
        return text.toString();
    }

    Typed accept(byte b) {
        if (!keySequence.isEmpty()) {
            sequence((char) b);
            return new Typed.Nothing();
        }
        switch (b) {
            case '\r', '\n' -> {
                return complete();
            }
            case CTRL_D -> {
                return text.isEmpty() ? new Typed.End() : new Typed.Nothing();
            }
            case CTRL_U -> text.setLength(0);
            case CTRL_W -> replace(text().replaceFirst("\\S*\\s*$", ""));
            case BACKSPACE, DELETE -> text.setLength(Math.max(0, text.length() - 1));
            case ESC -> keySequence = "\u001B";
            default -> {
                if (b >= ' ' && text.length() < MAX_LINE) {
                    text.append((char) b);
                }
            }
        }
        return new Typed.Nothing();
    }

    private Typed complete() {
        String line = text();
        text.setLength(0);
        if (!line.isBlank() && (history.isEmpty() || !history.getLast().equals(line))) {
            history.add(line);
        }
        if (history.size() > MAX_HISTORY) {
            history.removeFirst();
        }
        shown = history.size();
        return new Typed.Line(line);
    }

    /// `ESC [ A` and `ESC O A` are the arrow up, `B` the one down; other keys do nothing.
    private void sequence(char c) {
        boolean introduced = keySequence.length() > 1;
        boolean introducer = !introduced && (c == '[' || c == 'O');
        boolean last = introduced && c >= '@' && c <= '~';
        if (introducer) {
            keySequence += c;
        }
        if (introducer || (introduced && !last)) {
            return;
        }
        keySequence = "";
        if (last && c == 'A') {
            recall(shown - 1);
        } else if (last && c == 'B') {
            recall(shown + 1);
        }
    }

    private void recall(int index) {
        if (index >= 0 && index <= history.size()) {
            shown = index;
            replace(index == history.size() ? "" : history.get(index));
        }
    }

    private void replace(String line) {
        text.setLength(0);
        text.append(line);
    }
}
