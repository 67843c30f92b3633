package org.kadec21.firmware.service;

import java.util.List;
import java.util.stream.Stream;

/// What stands behind an order's name.
///
/// @param text as typed, without blanks at its ends
public record Arguments(String text) {

    private static final int SHORTEST_QUOTED = 2;

    public Arguments {
        text = text.strip();
    }

    /// The words, parted by blanks.
    public List<String> words() {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /// The first word, or nothing.
    public String first() {
        return words().stream().findFirst().orElse("");
    }

    /// What stands behind the first word. Quotes around all of it keep its blanks.
    public String behindFirst() {
        String rest = text.substring(first().length()).strip();
        boolean quoted =
                rest.length() >= SHORTEST_QUOTED && rest.startsWith("\"") && rest.endsWith("\"");
        return quoted ? rest.substring(1, rest.length() - 1) : rest;
    }

    /// Passwords and PINs are typed here.
    @Override
    public String toString() {
        return "***";
    }
}
