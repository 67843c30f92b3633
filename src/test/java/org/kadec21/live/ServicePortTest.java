package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// `kadec21 service` at the pseudo-terminal of a unit in another process.
final class ServicePortTest {

    private static final String PASSWORD = "open sesame 8";
    private static final Station STATION = Station.stormy(5, 40, 24);

    @TempDir private Path folder;

    @Test
    void aScriptLooksAfterARunningUnit() throws Exception {
        Files.writeString(folder.resolve("service-password"), PASSWORD + "\n");
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit = new LiveUnit(folder, provider.server(), STATION, "--bearer", "host");
            Files.writeString(
                    folder.resolve("unit.yaml"),
                    "service: {password: " + PASSWORD + "}\n",
                    StandardOpenOption.APPEND);
            try (Program running = unit.start("--service", "service0")) {
                Kadec21.awaitReady(running);

                looksAndChanges();
                readsWhatWasChanged();
                running.terminate();
                running.awaitExit(Kadec21.START_LIMIT);
            }
            try (Program forgetful = unit.start("--service", "service0", "--forget-settings")) {
                Kadec21.awaitReady(forgetful);

                hasOnlyItsFile(forgetful);
                forgetful.terminate();
                forgetful.awaitExit(Kadec21.START_LIMIT);
            }
        }
        assertThat(folder.resolve("service0")).doesNotExist();
    }

    private void looksAndChanges() {
        try (Program script =
                orders(
                        "status",
                        "set alarms.high-wind.onset 17.5",
                        "apply",
                        "confirm",
                        "set servers.1.port zero")) {
            assertThat(script.awaitExit(Kadec21.START_LIMIT))
                    .describedAs(script::story)
                    .isEqualTo(65);
            assertThat(script.out()).anyMatch(line -> line.startsWith("unit      live-1"));
            assertThat(script.err())
                    .contains("ok the settings hold")
                    .contains(
                            "kadec21: servers.1.port: expected a whole number from 1 to 65535, but"
                                    + " came 'zero' (65)")
                    .noneMatch(line -> line.contains(PASSWORD));
        }
    }

    private void readsWhatWasChanged() {
        try (Program script = orders("--json", "show alarms.high-wind.onset")) {
            assertThat(script.awaitExit(Kadec21.START_LIMIT)).describedAs(script::story).isZero();
            JsonNode told = JsonMapper.shared().readTree(script.out().getLast());
            assertThat(told.get("unit").asString()).isEqualTo("live-1");
            assertThat(told.get("orders").get(1).get("lines").get(0).asString())
                    .isEqualTo("alarms.1.onset = 17.5");
        }
    }

    private void hasOnlyItsFile(Program unit) {
        assertThat(unit.err())
                .contains(
                        "kadec21: what was set on this unit is forgotten, and it works by its file"
                                + " again: alarms.high-wind.onset");
        try (Program script = orders("show changes")) {
            assertThat(script.awaitExit(Kadec21.START_LIMIT)).describedAs(script::story).isZero();
            assertThat(script.err()).contains("ok 0 changes of the unit's file");
        }
    }

    private Program orders(String... words) {
        String[] command = new String[words.length + 4];
        command[0] = "service";
        command[1] = "service0";
        command[2] = "--password-file";
        command[3] = "service-password";
        System.arraycopy(words, 0, command, 4, words.length);
        return Kadec21.start(folder, command);
    }
}
