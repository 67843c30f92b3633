package org.kadec21.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.bench.config.BehaviourFile;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.config.ScenarioFile;
import org.kadec21.bench.config.WeatherFile;
import org.kadec21.firmware.UnitFile;
import org.kadec21.live.Kadec21;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Every file under `config/` is an example that somebody will start from: each must be good for
/// the role that its folder names.
class ConfigFilesTest {

    private static final Path CONFIG = Kadec21.home().resolve("config");

    @ParameterizedTest
    @MethodSource("files")
    void isTakenByTheReaderOfItsRole(Path file) {
        assertThatCode(() -> read(CONFIG.resolve(file))).doesNotThrowAnyException();
    }

    @Test
    void everyRoleHasAnExample() throws IOException {
        assertThat(files().stream().map(file -> file.getName(0).toString()).distinct())
                .containsExactly(
                        "behaviours",
                        "boards.yaml",
                        "carriers",
                        "providers",
                        "scenarios",
                        "units",
                        "weather");
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CONFIG)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(CONFIG::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static Object read(Path file) {
        String role = String.valueOf(file.getParent().getFileName());
        return switch (role) {
            case "behaviours" -> BehaviourFile.read(file);
            case "carriers" -> CarrierFile.read(file);
            case "providers" -> ProviderFile.read(file);
            case "scenarios" -> ScenarioFile.read(file);
            case "config" -> boards(file);
            case "units" -> UnitFile.read(file);
            case "weather" -> WeatherFile.read(file);
            default -> throw new AssertionError("no role has the folder config/" + role);
        };
    }

    private static Object boards(Path file) {
        try {
            return UnitFile.boards(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
