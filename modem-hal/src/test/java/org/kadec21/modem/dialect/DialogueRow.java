package org.kadec21.modem.dialect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// One row of `socket-dialects.tsv`.
///
/// @param bytes escaped
record DialogueRow(String dialect, String step, boolean toModule, String bytes) {

    static List<DialogueRow> all() {
        try (BufferedReader file =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        DialogueRow.class.getResourceAsStream(
                                                "socket-dialects.tsv")),
                                StandardCharsets.UTF_8))) {
            return file.lines().filter(line -> !line.startsWith("#")).map(DialogueRow::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the module says at `step`, all its rows together.
    static String said(String dialect, String step) {
        return all().stream()
                .filter(row -> row.dialect().equals(dialect) && row.step().equals(step))
                .filter(row -> !row.toModule())
                .map(DialogueRow::bytes)
                .collect(Collectors.joining());
    }

    private static DialogueRow of(String line) {
        String[] fields = line.split("\t", -1);
        return new DialogueRow(
                fields[0].replace("simcom7600", "simcom"),
                fields[1],
                fields[2].equals(">"),
                fields[3]);
    }

    String key() {
        return dialect + " " + step;
    }

    @Override
    public String toString() {
        return key() + (toModule ? " > " : " < ") + bytes;
    }
}
