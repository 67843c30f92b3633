package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.live.Kadec21;
import org.kadec21.live.Program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The forty behaviours of submission servers, played over TCP by a script that knows nothing of
/// this code, to `./kadec21 submit --json`.
@Tag("foreign")
final class FortyBehavioursTest {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Path JUDGE = Path.of("src/test/resources/foreign/forty/judge.py");

    @TempDir private Path folder;

    @Test
    void submitSaysWhatIsExpectedOfEach(TestReporter reporter) {
        Path home = Kadec21.home();
        try (Program judge =
                Program.start(
                        folder,
                        Map.of(
                                "PYTHONDONTWRITEBYTECODE",
                                "1",
                                "KADEC21_JAVA_HOME",
                                System.getProperty("java.home"),
                                "KADEC21_JAVA_OPTS",
                                "-XX:TieredStopAtLevel=1"),
                        "python3",
                        home.resolve(JUDGE).toString(),
                        home.resolve("kadec21").toString())) {
            int code = judge.awaitExit(LIMIT);

            reporter.publishEntry("verdict", judge.out().getLast());
            assertThat(code).describedAs(judge::story).isZero();
        }
    }
}
