package org.kadec21.hal.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The comma-separated parameters behind the colon of an information line, read leniently: with or
/// without a blank after the colon, quoted or not, an unclosed quote or a stray bracket at the
/// edge.
public record Fields(List<String> values) {

    public Fields {
        values = List.copyOf(values);
    }

    /// The parameters of `line`; of a line without a colon the whole line.
    public static Fields of(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (char c : line.substring(line.indexOf(':') + 1).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(clean(value));
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(clean(value));
        return new Fields(values);
    }

    public int count() {
        return values.size();
    }

    /// The parameter at `index`, from 0; empty when it is missing or left out.
    public Optional<String> text(int index) {
        return index < values.size() && !values.get(index).isEmpty()
                ? Optional.of(values.get(index))
                : Optional.empty();
    }

    /// The decimal number at `index`; empty when there is none.
    public OptionalInt number(int index) {
        String value = text(index).orElse("");
        boolean decimal = value.matches("[+-]?\\d{1,9}");
        return decimal ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /// A line without the blank behind the colon, which some modules leave out; to compare lines.
    static String squeezed(String line) {
        return line.replaceFirst(": +", ":");
    }

    private static String clean(CharSequence value) {
        String text = value.toString().strip();
        boolean strayClose = text.endsWith(")") && text.indexOf('(') < 0;
        boolean strayOpen = text.startsWith("(") && text.indexOf(')') < 0;
        return text.substring(strayOpen ? 1 : 0, text.length() - (strayClose ? 1 : 0)).strip();
    }
}
