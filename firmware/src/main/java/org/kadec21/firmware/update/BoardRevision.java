package org.kadec21.firmware.update;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A board as it is etched on it: its kind and its revision, written `communication/B`.
///
/// @param kind `communication` or `cpu`
/// @param revision a letter
public record BoardRevision(String kind, String revision) {

    private static final Pattern FORM = Pattern.compile("(communication|cpu)/([A-Z])");

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
