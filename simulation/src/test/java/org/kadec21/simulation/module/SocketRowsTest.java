package org.kadec21.simulation.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.simulation.module.Dialogue.Cutter;
import org.kadec21.simulation.module.Dialogue.Exchange;
import org.kadec21.simulation.module.Dialogue.Step;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Every row of `socket-dialects.tsv`, which holds what vendors' manuals and public drivers have:
/// the dialogues of the dialect speak it to the simulated module, which takes it without an error,
/// or hear it from there, with other numbers and hosts perhaps.
class SocketRowsTest {

    /// @param text what is said, with C escapes
    record Row(String dialect, String step, boolean toModule, String text) {

        @Override
        public String toString() {
            return dialect + " " + step + (toModule ? " > " : " < ") + text;
        }

        private static Row of(String line) {
            String[] fields = line.split("\t", -1);
            return new Row(fields[0], fields[1], fields[2].equals(">"), fields[3]);
        }
    }

    static List<Row> rows() {
        try (InputStream in = SocketRowsTest.class.getResourceAsStream("socket-dialects.tsv")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theModuleTakesItOrSaysIt(Row row) {
        String conversation =
                dialogues(row.dialect()).stream()
                        .map(Dialogue::load)
                        .map(row.toModule() ? SocketRowsTest::taken : SocketRowsTest::said)
                        .collect(Collectors.joining("\n"));

        String plain = row.text().replace("\\r", "\r").replace("\\n", "\n").replace("\\\"", "\"");

        assertThat(shape(conversation)).contains(shape(plain));
    }

    @Test
    void whatTheModuleRefusesIsNotTaken() {
        Dialogue dialogue =
                new Dialogue(
                        "made up",
                        List.of(
                                new Step.Types("AT+ONE\r"),
                                new Step.Says("\r\nOK\r\n"),
                                new Step.Types("AT+TWO\r"),
                                new Step.Passes(Duration.ofSeconds(1)),
                                new Step.Says("\r\n+CME ERROR: 4\r\n"),
                                new Step.Types("AT+THREE\r")));

        assertThat(taken(dialogue)).isEqualTo("AT+ONE\r");
    }

    private static List<String> dialogues(String dialect) {
        return switch (dialect) {
            case "quectel" -> List.of("packet", "sockets");
            case "simcom7600" -> List.of("sockets-simcom");
            default -> List.of("sockets-" + dialect);
        };
    }

    /// What is typed and answered, at once or behind what is typed next, and not by an error.
    private static String taken(Dialogue dialogue) {
        List<String> taken = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        boolean answered = false;
        for (Step step : dialogue.steps()) {
            if (step instanceof Step.Types(String text)) {
                if (answered) {
                    taken.addAll(waiting);
                    waiting.clear();
                    answered = false;
                }
                waiting.add(text);
            } else if (step instanceof Step.Says(String text)) {
                answered = true;
                if (text.contains("ERROR")) {
                    waiting.clear();
                }
            }
        }
        if (answered) {
            taken.addAll(waiting);
        }
        return String.join("\n", taken);
    }

    private static String said(Dialogue dialogue) {
        return dialogue.play(Cutter.whole()).stream()
                .map(Exchange::said)
                .collect(Collectors.joining());
    }

    /// Lines without empty ones between; any number is as good as another, and any host.
    private static String shape(String text) {
        return text.replaceAll("\"[^\"\r\n]*\\.[^\"\r\n]*\"", "\"host\"")
                .replaceAll("[0-9]+", "0")
                .replaceAll("[\r\n]+", "\n");
    }
}
