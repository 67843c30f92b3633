package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The unit's own `main`, on a module path that knows nothing of the bench and the simulation.
final class FirmwareAloneTest {

    private static final String MAIN = "org.kadec21.firmware/org.kadec21.firmware.Main";

    @TempDir private Path folder;

    @Test
    void itsModulePathHoldsThreeModulesOfOurs() throws IOException {
        assertThat(modulePath().filter(jar -> jar.contains("kadec21-")))
                .map(jar -> Path.of(jar).getFileName().toString().replaceFirst("-[0-9].*", ""))
                .containsExactlyInAnyOrder(
                        "kadec21-modem-hal", "kadec21-smtp-submission", "kadec21-firmware");
    }

    @Test
    void itTellsHowToUseIt() throws IOException {
        try (Program help = unitMain("unit", "run", "--help")) {
            assertThat(help.awaitExit(Kadec21.START_LIMIT)).describedAs(help::story).isZero();
            assertThat(help.out()).anyMatch(line -> line.contains("--flash"));
            assertThat(help.err()).isEmpty();
        }
    }

    @Test
    void itDeliversToTheProvider() throws Exception {
        Station station = Station.stormy(3, 60, 24);
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit = new LiveUnit(folder, provider.server(), station, "--bearer", "host");
            try (Program program =
                    unitMain(
                            unit.arguments(
                                    "--pace",
                                    "20ms",
                                    "--monitor-every",
                                    "1s",
                                    "--until-settled"))) {
                assertThat(program.awaitExit(KillLoop.SETTLING_LIMIT))
                        .describedAs(program::story)
                        .isZero();
                unit.hear(program);
            }

            Audit audit = Audit.of(unit.claims(), station, provider.mailbox().read());
            assertThat(audit.findings()).isEmpty();
            assertThat(audit.repeated()).isZero();
        }
    }

    private Program unitMain(String... arguments) throws IOException {
        Stream<String> java =
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=com.fazecast.jSerialComm",
                        "--module-path",
                        modulePath().collect(Collectors.joining(File.pathSeparator)),
                        "--module",
                        MAIN);
        return Program.start(
                folder, Map.of(), Stream.concat(java, Stream.of(arguments)).toArray(String[]::new));
    }

    private static Stream<String> modulePath() throws IOException {
        List<String> all = Files.readAllLines(Kadec21.home().resolve("bench/target/modulepath"));
        return all.stream()
                .filter(jar -> !jar.contains("kadec21-bench"))
                .filter(jar -> !jar.contains("kadec21-simulation"));
    }
}
