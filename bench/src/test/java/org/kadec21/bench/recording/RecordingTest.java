package org.kadec21.bench.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.bench.transcript.Direction;
import org.kadec21.bench.transcript.Entry;
import org.kadec21.firmware.config.ConfigException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class RecordingTest {

    @TempDir private Path folder;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Path file = folder.resolve("session.rec");
        try (RecordingWriter writer = RecordingWriter.create(file, List.of("a modem"), 0)) {
            writer.add(new Entry(Direction.HOST, millis(1500), "AT\\r"));
            writer.add(new Entry(Direction.MODULE, millis(1512), "\\r\\nOK\\r\\n"));
            writer.add(new Entry(Direction.LINE, millis(3000), Entry.CLOSED));
        }

        assertThat(file)
                .content()
                .isEqualTo(
                        """
                        kadec21 recording 1
                        # a modem
                        #   seconds since the line before, > host < module = line, bytes
                            1.500 > AT\\r
                            0.012 < \\r\\nOK\\r\\n
                            1.488 = closed
                        """);
        assertThat(Recording.read(file).lines())
                .extracting(Recording.Line::number, Recording.Line::direction)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4, Direction.HOST),
                        org.assertj.core.groups.Tuple.tuple(5, Direction.MODULE),
                        org.assertj.core.groups.Tuple.tuple(6, Direction.LINE));
        assertThat(Recording.read(file).lines().get(1).after()).isEqualTo(Duration.ofMillis(12));
    }

    @Test
    void aRecordingThatIsThereIsNotWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("session.rec"), "mine");

        assertThatThrownBy(() -> RecordingWriter.create(file, List.of(), 0))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hello                             | session:1: expected 'kadec21 recording 1'
                    kadec21 recording 1;# nothing     | session:2: expected something said
                    kadec21 recording 1;AT            | session:2: expected seconds, then > < or =
                    kadec21 recording 1;;0.1 > AT\\q  | session:3: expected \\r, \\n
                    """)
    void aLineThatIsWrongIsNamed(String text, String complaint) {
        assertThatThrownBy(() -> Recording.parse("session", text.replace(';', '\n')))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(complaint);
    }

    private static long millis(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
