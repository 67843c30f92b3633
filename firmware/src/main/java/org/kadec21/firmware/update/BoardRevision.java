package org.kadec21.firmware.update;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A board as it is etched on it: its kind and its revision, written `communication/B`. The base,
/// which all images of a unit run on, counts as one.
///
/// @param kind `communication`, `cpu` or `base`
/// @param revision a letter
public record BoardRevision(String kind, String revision) {

    /// What the unit's libraries belong to.
    public static final String BASE = "base";

    private static final Pattern FORM = Pattern.compile("(communication|cpu|base)/([A-Z])");

    /// Reads `kind/revision`.
    public static Optional<BoardRevision> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new BoardRevision(form.group(1), form.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return kind + "/" + revision;
    }
}
