package org.kadec21.updater.port;

import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.RefusedException.Reason;
import org.kadec21.updater.port.LineException.Blame;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a unit's console says to an order.
///
/// @param lines what was asked for, without the blanks before them
/// @param end the line that ends the answer: `ok ...`, `error CODE ...`, or `* ...` when the order
///   goes on
public record Reply(List<String> lines, String end) {

    private static final Pattern REASON = Pattern.compile("error \\d+ ([a-z-]+): (.*)");
    private static final Pattern ERROR = Pattern.compile("error (\\d+) (.*)");

    public Reply {
        lines = List.copyOf(lines);
    }

    public boolean isDone() {
        return end.equals("ok") || end.startsWith("ok ");
    }

    /// Whether the order goes on.
    public boolean isNews() {
        return end.startsWith("* ");
    }

    /// The words behind `ok`, or behind `error` and its code.
    public String words() {
        Matcher error = ERROR.matcher(end);
        return error.matches() ? error.group(2) : end.replaceFirst("^(ok|\\*) ?", "");
    }

    /// Takes a refusal for what it is.
    ///
    /// @throws RefusedException when the unit refuses the image, in its words
    /// @throws LineException when it cannot carry the order out
    void requireDone() throws RefusedException, LineException {
        if (isDone() || isNews()) {
            return;
        }
        Matcher refused = REASON.matcher(end);
        if (refused.matches()) {
            for (Reason reason : Reason.values()) {
                if (reason.word().equals(refused.group(1))) {
                    throw new RefusedException(reason, "the unit: " + refused.group(2));
                }
            }
        }
        throw new LineException(blame(), "the unit: " + words());
    }

    /// What the code of an `error` says (`docs/command-line.md`, exit codes).
    Blame blame() {
        Matcher error = ERROR.matcher(end);
        return switch (error.matches() ? error.group(1) : "") {
            case "65" -> Blame.ORDER;
            case "75" -> Blame.MOMENT;
            case "78" -> Blame.CONFIGURATION;
            default -> Blame.LINE;
        };
    }
}
