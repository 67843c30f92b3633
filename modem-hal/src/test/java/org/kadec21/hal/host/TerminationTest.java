package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.BufferedReader;
import java.nio.file.Path;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
class TerminationTest {

    @Test
    void letsMainTidyUpAndEndWithZero() throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                TerminationProgram.class.getName())
                        .start();
        try (BufferedReader said = program.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("ready");

            program.toHandle().destroy();

            assertThat(said.readLine())
                    .startsWith("PoweredOff")
                    .contains("asked the program to end");
            assertThat(program.waitFor()).isZero();
        }
    }
}
