package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.foreign.ModulePort.Ended;

import java.nio.file.Path;
import java.util.List;

/// A modem behind a serial port, the recorder in front of it, and the recording played again; the
/// modem is a simulated one, which the recorder does not know.
@Tag("foreign")
class RecordedModemTest {

    @TempDir private Path folder;

    @Test
    void whatWasRecordedThroughAPortAnswersTheSameProgramAgain() throws Exception {
        Path session = folder.resolve("session.rec");
        Path modem = folder.resolve("modem");
        try (ModulePort real = ModulePort.open(modem, "recorded");
                ModulePort recorder =
                        ModulePort.open(
                                folder.resolve("recorder"),
                                "recorder",
                                List.of(
                                        "--through",
                                        real.link().toString(),
                                        "--record",
                                        session.toString()))) {
            Ended recorded = dial(recorder, "chat-recorded");

            assertThat(recorded.exitCode()).as(recorded.said()).isZero();
        }
        assertThat(session)
                .content()
                .startsWith("kadec21 recording 1\n")
                .contains("> AT+CPWD=\"SC\",\"\\*\",\"\\*\"\\r")
                .doesNotContain("4711")
                .contains("CONNECT")
                .contains("= closed");
        try (ModulePort played =
                ModulePort.open(
                        folder.resolve("played"),
                        "played",
                        List.of("--replay", session.toString()))) {
            Ended again = dial(played, "chat-played");

            assertThat(again.exitCode()).as(again.said()).isZero();
        }
        assertThat(Path.of("target", "transcripts", "played-module.txt"))
                .content()
                .doesNotContain("has left the recording");
    }

    /// The card asks for no PIN, so that changing it is refused.
    private static Ended dial(ModulePort port, String name) throws Exception {
        return port.runOnPort(
                name,
                "/usr/sbin/chat",
                "-v",
                "-s",
                "-S",
                "TIMEOUT",
                "20",
                "",
                "ATZ",
                "OK",
                "AT+CPWD=\"SC\",\"4711\",\"4712\"",
                "ERROR",
                "ATD*99#",
                "CONNECT",
                "\\d\\c");
    }
}
