package org.kadec21.simulation.module.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The comma-separated parameters of a command (V.250 5.4.2). A parameter left out counts as not
/// given.
public record Arguments(List<String> values) {

    public Arguments {
        values = List.copyOf(values);
    }

    public static Arguments parse(String text) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return new Arguments(values);
    }

    /// The parameters as they were typed, but for quotes.
    public String joined() {
        return String.join(",", values);
    }

    public int count() {
        return values.size();
    }

    public Optional<String> text(int index) {
        return index < values.size() && !values.get(index).isEmpty()
                ? Optional.of(values.get(index))
                : Optional.empty();
    }

    /// The decimal number at `index`; empty when it is missing, no number, or longer than nine
    /// digits.
    public OptionalInt number(int index) {
        String value = text(index).orElse("");
        return value.matches("\\d{1,9}")
                ? OptionalInt.of(Integer.parseInt(value))
                : OptionalInt.empty();
    }

    /// Whether a number was given at `index` and lies from `low` to `high`.
    public boolean numberIn(int index, int low, int high) {
        int value = number(index).orElse(-1);
        return value >= low && value <= high;
    }

    /// The number at `index`, or `missing` when the parameter was left out; something else than a
    /// number is -1.
    public int numberOr(int index, int missing) {
        return text(index).isEmpty() ? missing : number(index).orElse(-1);
    }
}
