package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.module.fault.Faults;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// How the services of `./kadec21` begin and end.
final class ServiceProcessesTest {

    /// More than the ten seconds that a service takes at most for tidying up.
    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void theModuleRemovesItsLinkAndEndsWithZeroOnSigterm() {
        Path link = folder.resolve("serial");
        try (Program module =
                Kadec21.start(folder, "module", "--pty", link.toString(), "--tcp", "0")) {
            JsonNode ready = Kadec21.awaitReady(module);
            assertThat(ready.get("pty").asString()).isEqualTo(link.toString());
            assertThat(ready.get("tcp_port").asInt()).isPositive();
            assertThat(link).isSymbolicLink();

            module.terminate();

            assertEndsWithZero(module);
            assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
            assertOnlyReadyOnStdout(module);
        }
    }

    @Test
    void theReadyLineNamesTheFaultsThatASeedHasDrawn() {
        List<String> drawn =
                Faults.drawn(new SplittableRandom(7)).stream().map(FaultOrder::toString).toList();
        try (Program module =
                Kadec21.start(folder, "module", "--tcp", "0", "--faults", "drawn", "--seed", "7")) {
            JsonNode ready = Kadec21.awaitReady(module);

            assertThat(ready.get("faults").valueStream().map(JsonNode::asString))
                    .containsExactlyElementsOf(drawn);
            assertThat(ready.get("seed").asLong()).isEqualTo(7);
        }
    }

    @Test
    void theProviderTakesFreePortsAndEndsWithZeroOnSigterm() throws IOException {
        try (LabProvider provider = LabProvider.start(folder)) {
            for (String service : List.of("submission", "submissions", "relay", "pop3")) {
                try (Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), provider.port(service))) {
                    assertThat(client.isConnected()).isTrue();
                }
            }
            assertThat(provider.ca()).content().contains("BEGIN CERTIFICATE");

            provider.program().terminate();

            assertEndsWithZero(provider.program());
            assertOnlyReadyOnStdout(provider.program());
        }
    }

    @Test
    void theUnitEndsWithZeroOnSigtermAndSaysNothingButReadyOnStdout() throws Exception {
        Station station = Station.stormy(1, 10_000, 24);
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit = new LiveUnit(folder, provider.server(), station, "--bearer", "host");
            try (Program program = unit.start("--pace", "50ms", "--monitor-every", "1s")) {
                Kadec21.awaitReady(program);
                program.awaitErr("delivered mail ", Kadec21.START_LIMIT);

                program.terminate();

                assertEndsWithZero(program);
                assertOnlyReadyOnStdout(program);
            }
        }
    }

    @Test
    void aSecondUnitOnTheSameFlashIsRefused() throws Exception {
        Station station = Station.stormy(1, 10_000, 24);
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit = new LiveUnit(folder, provider.server(), station, "--bearer", "host");
            try (Program first = unit.start("--keep-trying")) {
                Kadec21.awaitReady(first);

                try (Program second = unit.start("--keep-trying")) {
                    assertThat(second.awaitExit(Kadec21.START_LIMIT))
                            .describedAs(second::story)
                            .isEqualTo(75);
                    assertThat(second.out()).isEmpty();
                }
                assertThat(first.isAlive()).describedAs(first::story).isTrue();
            }
        }
    }

    private static void assertEndsWithZero(Program service) {
        assertThat(service.awaitExit(END_LIMIT)).describedAs(service::story).isZero();
    }

    private static void assertOnlyReadyOnStdout(Program service) {
        assertThat(service.out()).hasSize(1).first().asString().startsWith("ready {");
    }
}
