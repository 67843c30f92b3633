package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `./kadec21 submit` as a process, over the host's network and over a module on a real
/// pseudo-terminal.
final class SubmitProcessTest {

    /// The module wakes, registers and sends; the machine may be busy.
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final String MAIL =
            """
            From: lab@provider.test
            To: lab@provider.test
            Bcc: watch@provider.test
            Subject: by hand
            Message-ID: <by-hand@provider.test>

            wind 18 m/s
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "quectel"})
    void sendsThroughAModule(String dialect) throws Exception {
        Path serial = folder.resolve("serial");
        try (LabProvider provider = LabProvider.start(folder);
                Program module = module(serial)) {
            Kadec21.awaitReady(module);

            JsonNode said =
                    submit(
                                    provider,
                                    0,
                                    List.of(file("alarm.eml", MAIL)),
                                    overModule(serial, dialect))
                            .getFirst();

            assertThat(said.get("outcome").asString()).isEqualTo("accepted");
            assertThat(said.get("round_trips").asInt()).isEqualTo(8);
            assertThat(said.get("auth").asString()).isEqualTo("PLAIN");
            assertThat(provider.mailbox().readAny()).hasSize(1);
        }
    }

    @Test
    void refusesABadMailAndSendsTheOthers() throws Exception {
        try (LabProvider provider = LabProvider.start(folder)) {
            List<JsonNode> said =
                    submit(
                            provider,
                            65,
                            List.of(file("nul.eml", MAIL + "\0"), file("good.eml", MAIL)),
                            "--to",
                            "lab@provider.test",
                            "watch@provider.test");

            assertThat(said).hasSize(2);
            assertThat(said.getFirst().get("outcome").asString()).isEqualTo("rejected");
            assertThat(said.getFirst().get("reason").asString()).contains("NUL", "base64");
            assertThat(said.getLast().get("outcome").asString()).isEqualTo("accepted");
            assertThat(said.getLast().get("recipients").size()).isEqualTo(2);
            assertThat(provider.mailbox().readAny()).hasSize(1);
        }
    }

    @Test
    void namesTheModulesDialectWhenAnotherWasAskedFor() throws Exception {
        Path serial = folder.resolve("serial");
        try (LabProvider provider = LabProvider.start(folder);
                Program module = module(serial)) {
            Kadec21.awaitReady(module);

            JsonNode said =
                    submit(
                                    provider,
                                    78,
                                    List.of(file("alarm.eml", MAIL)),
                                    overModule(serial, "telit"))
                            .getFirst();

            assertThat(said.get("outcome").asString()).isEqualTo("deferred");
            assertThat(said.get("reason").asString()).contains("is of dialect quectel");
            assertThat(provider.mailbox().readAny()).isEmpty();
        }
    }

    private List<JsonNode> submit(
            LabProvider provider, int exitCode, List<String> mails, String... more)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("submit"));
        arguments.addAll(mails);
        arguments.addAll(List.of("--server", "localhost:" + provider.port("submission")));
        arguments.addAll(List.of("--ca", provider.ca().toString(), "--user", "lab"));
        arguments.addAll(List.of("--password-file", file("password", "secret\n"), "--json"));
        arguments.addAll(List.of(more));
        try (Program program = Kadec21.start(folder, arguments.toArray(String[]::new))) {
            assertThat(program.awaitExit(LIMIT)).describedAs(program::story).isEqualTo(exitCode);
            return program.out().stream().map(JsonMapper.shared()::readTree).toList();
        }
    }

    private String[] overModule(Path serial, String dialect) throws IOException {
        return new String[] {
            "--serial",
            serial.toString(),
            "--dialect",
            dialect,
            "--sim-pin-file",
            file("pin", "1234\n"),
            "--apn",
            "internet"
        };
    }

    private Program module(Path serial) {
        return Kadec21.start(
                folder, "module", "--pty", serial.toString(), "--pin", "1234", "--speed", "100");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8).toString();
    }
}
