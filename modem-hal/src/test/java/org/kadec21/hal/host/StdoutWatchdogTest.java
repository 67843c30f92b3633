package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.nio.file.Path;

@Timeout(60)
class StdoutWatchdogTest {

    @Test
    void aProcessWhoseStarterIsGoneTidiesUpAndEnds() throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-D" + StdoutWatchdog.PROPERTY + "=PT60S",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OrphanProgram.class.getName())
                        .start();
        try (BufferedReader told = program.errorReader(UTF_8)) {
            assertThat(program.getInputStream().read()).isEqualTo(StdoutWatchdog.HEARTBEAT);

            program.getInputStream().close();

            assertThat(told.readLine()).startsWith("PoweredOff");
            program.waitFor();
        } finally {
            program.destroyForcibly();
        }
    }
}
