package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// `./kadec21 doctor` on a real pseudo-terminal and real TCP.
final class DoctorProcessTest {

    /// A checkup of the lab's module takes ten seconds of waiting; the machine may be busy.
    private static final Duration CHECKUP = Duration.ofMinutes(4);

    @TempDir private Path folder;

    @Test
    void theLabsModuleAndProviderHaveAClearWayAndTheDoctorSaysSo() throws Exception {
        try (LabProvider provider = LabProvider.start(folder);
                Program module = module()) {
            Kadec21.awaitReady(module);

            try (Program doctor =
                    Kadec21.start(
                            folder,
                            "doctor",
                            "--serial",
                            link(),
                            "--server",
                            "localhost:" + provider.port("submission"),
                            "--ca",
                            provider.ca().toString(),
                            "--user",
                            "lab",
                            "--password-file",
                            passwordFile(),
                            "--submit",
                            "lab@provider.test",
                            "--json")) {
                int code = doctor.awaitExit(CHECKUP);

                assertThat(code).describedAs(doctor::story).isZero();
                assertThat(doctor.out()).hasSize(1);
                JsonNode report = JsonMapper.shared().readTree(doctor.out().getFirst());
                assertThat(report.get("format").asInt()).isEqualTo(1);
                assertThat(report.get("first_failure").asString()).isEmpty();
                for (String check :
                        new String[] {"holder", "module", "band", "certificate", "submission"}) {
                    assertThat(verdict(report, check)).describedAs(check).isEqualTo("ok");
                }
                assertThat(doctor.err()).anyMatch(line -> line.startsWith("ok    module"));
            }
        }
    }

    @Test
    @Tag("full")
    void aPortThatAnotherProcessHasOpenIsLeftAlone() throws Exception {
        try (Program module = module()) {
            Kadec21.awaitReady(module);
            try (Program holder =
                    Program.start(
                            folder,
                            Map.of(),
                            "sh",
                            "-c",
                            "exec 3<>serial && echo holding && exec sleep 600")) {
                holder.awaitOut("holding", Duration.ofSeconds(30));

                try (Program doctor =
                        Kadec21.start(folder, "doctor", "--serial", link(), "--json")) {
                    assertThat(doctor.awaitExit(CHECKUP)).describedAs(doctor::story).isEqualTo(69);
                    JsonNode report = JsonMapper.shared().readTree(doctor.out().getFirst());
                    assertThat(report.get("first_failure").asString()).isEqualTo("holder");
                    assertThat(facts(report, "holder").get("held_by").get(0).asString())
                            .isEqualTo("sleep");
                    assertThat(verdict(report, "module")).isEqualTo("not_checked");
                }
            }
        }
    }

    private Program module() {
        return Kadec21.start(folder, "module", "--pty", link(), "--speed", "20");
    }

    private String link() {
        return folder.resolve("serial").toString();
    }

    private String passwordFile() throws Exception {
        return Files.writeString(folder.resolve("password"), "secret\n").toString();
    }

    private static String verdict(JsonNode report, String check) {
        return find(report, check).get("verdict").asString();
    }

    private static JsonNode facts(JsonNode report, String check) {
        return find(report, check).get("facts");
    }

    private static JsonNode find(JsonNode report, String check) {
        for (JsonNode one : report.get("checks")) {
            if (one.get("check").asString().equals(check)) {
                return one;
            }
        }
        throw new AssertionError("no check " + check + " in " + report);
    }
}
