package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

class DotStuffingTest {

    @ParameterizedTest
    @MethodSource("messages")
    void givesAWireFormThatAServerReadsBack(Vector vector) {
        String message = vector.message().orElseThrow();

        String wire = stuff(message.replace("\n", "\r\n"));

        assertThat(unstuff(wire)).contains(message);
    }

    /// The reader used above is itself held to the vectors.
    @ParameterizedTest
    @MethodSource("vectors")
    void isCheckedAgainstAReaderThatKeepsTheVectors(Vector vector) {
        assertThat(unstuff(vector.wire()))
                .isEqualTo(vector.outcome().equals("OK") ? vector.message() : Optional.empty());
    }

    @Test
    void endsAnUnfinishedLine() {
        assertThat(stuff("abc")).isEqualTo("abc\r\n.\r\n");
    }

    @Test
    void makesBareLineEndsComplete() {
        assertThat(stuff("a\n.\nb\r.\rc")).isEqualTo("a\r\n..\r\nb\r\n..\r\nc\r\n.\r\n");
    }

    private static String stuff(String message) {
        return new String(
                DotStuffing.stuff(message.getBytes(StandardCharsets.US_ASCII)),
                StandardCharsets.US_ASCII);
    }

    /// A server's reading: lines end with CRLF and nothing else, the lone dot ends it all.
    private static Optional<String> unstuff(String wire) {
        StringBuilder message = new StringBuilder();
        int at = 0;
        while (true) {
            int end = wire.indexOf("\r\n", at);
            if (end < 0) {
                return Optional.empty();
            }
            String line = wire.substring(at, end);
            if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
                return Optional.empty();
            }
            if (line.equals(".")) {
                return Optional.of(message.toString());
            }
            message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            at = end + 2;
        }
    }

    static List<Vector> messages() {
        return vectors().stream().filter(vector -> vector.outcome().equals("OK")).toList();
    }

    static List<Vector> vectors() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        DotStuffingTest.class.getResourceAsStream(
                                                "dot-unstuffing.tsv")),
                                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(Vector::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Vector(String wire, String outcome, Optional<String> message) {
        static Vector of(String line) {
            String[] fields = line.split("\t", -1);
            return new Vector(
                    plain(fields[0]),
                    fields[1],
                    fields[2].equals("-") ? Optional.empty() : Optional.of(plain(fields[2])));
        }

        private static String plain(String quoted) {
            return quoted.substring(1, quoted.length() - 1)
                    .replace("\\r", "\r")
                    .replace("\\n", "\n");
        }
    }
}
