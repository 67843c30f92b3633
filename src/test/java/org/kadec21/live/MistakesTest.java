package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.CommandErrors;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.UnitCommand;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.hal.host.ReadOnlyFlash;
import org.kadec21.simulation.provider.tls.CertificateAuthority;
import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;
import org.kadec21.simulation.realtime.Pty;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What can be wrong when a unit is set up: `unit run` ends with the exit code of its kind and one
/// line that says what to do, and keeps on flash what it has accepted.
final class MistakesTest {

    private static final Station STATION = Station.stormy(5, 40, 24);

    @TempDir private static Path services;

    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void startProvider() {
        provider = LabProvider.start(services);
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @Test
    void aWrongPinIsTriedOnceInTwoStarts() throws Exception {
        Path port = folder.resolve("port");
        try (Program module = module(port, "--pin", "9999")) {
            Run first = new Run(provider.server(), STATION, "--serial", port.toString());
            first.endsWith(ExitCode.CONFIGURATION, "PIN");
            Run second = first.again();
            second.endsWith(ExitCode.CONFIGURATION, "PIN");

            assertThat(module.err())
                    .filteredOn(line -> line.contains("sim.refused"))
                    .describedAs(module::story)
                    .hasSize(1);
            assertThat(first.err() + second.err()).doesNotContain("1234");
        }
    }

    @Test
    void aNewFlashLeavesAPinAloneThatMayBeTheOneTheSimRefused() throws Exception {
        Path port = folder.resolve("port");
        try (Program module = module(port, "--pin", "9999")) {
            new Run(provider.server(), STATION, "--serial", port.toString())
                    .endsWith(ExitCode.CONFIGURATION, "PIN");
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Run newUnit =
                    new Run(
                            new LiveUnit(
                                    elsewhere,
                                    provider.server(),
                                    STATION,
                                    "--serial",
                                    port.toString()));

            newUnit.endsWith(ExitCode.CONFIGURATION, "2 of 3 tries", "by hand", "doctor");
            assertThat(module.err())
                    .filteredOn(line -> line.contains("sim.refused"))
                    .describedAs(module::story)
                    .hasSize(1);
        }
    }

    @Test
    void aModuleOfAnotherDialectIsToldBeforeAnythingThatCosts() throws Exception {
        Path port = folder.resolve("port");
        try (Program module = module(port, "--pin", "1234", "--dialect", "telit")) {
            Run run = new Run(provider.server(), STATION, "--serial", port.toString(), "--trace");
            run.endsWith(
                    ExitCode.CONFIGURATION,
                    "expected a module with quectel's commands",
                    "is of dialect telit",
                    "correct the dialect");

            assertThat(run.err())
                    .contains("AT+QIOPEN=?")
                    .doesNotContain("AT+CPIN=", "AT+CFUN=1", "AT+CGATT=1");
            assertThat(module.isAlive()).isTrue();
        }
    }

    @Test
    void aNetworkThatRefusesTheSubscriberIsUnavailable() throws Exception {
        Path port = folder.resolve("port");
        try (Program module = module(port, "--refuse-registration")) {
            new Run(provider.server(), STATION, "--serial", port.toString())
                    .endsWith(ExitCode.UNAVAILABLE, "registration denied", "contract of this SIM");
            assertThat(module.isAlive()).isTrue();
        }
    }

    @Test
    void aPortThatIsNotThereIsToldBeforeAnythingBegins() throws Exception {
        Run run =
                new Run(
                        provider.server(),
                        STATION,
                        "--serial",
                        folder.resolve("nowhere").toString());

        run.saysOnly(ExitCode.UNAVAILABLE, "nowhere");
        assertThat(run.claims().records()).isEmpty();
    }

    @Test
    void aPortThatAnswersNothingIsUnavailable() throws Exception {
        Path port = folder.resolve("port");
        Pty silent = Pty.open(port, () -> {});
        try (AutoCloseable _ = silent::close) {
            new Run(provider.server(), STATION, "--serial", port.toString())
                    .endsWith(
                            ExitCode.UNAVAILABLE, "expected the module at " + port, "to answer AT");
        }
    }

    @Test
    void aServerOutOfReachIsUnavailable() throws Exception {
        int freed;
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freed = port.getLocalPort();
        }

        new Run(at(freed, provider.ca(), "secret"), STATION, "--bearer", "host")
                .endsWith(ExitCode.UNAVAILABLE, "localhost:" + freed);
    }

    @Test
    void aServerThatTurnsUsAwayDefers() throws Exception {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread refuser = Thread.startVirtualThread(() -> turnAway(port));

            new Run(at(port.getLocalPort(), provider.ca(), "secret"), STATION, "--bearer", "host")
                    .endsWith(ExitCode.DEFERRED, "554 5.7.1 not you");
            refuser.join();
        }
    }

    @Test
    void aWrongPasswordDefers() throws Exception {
        Run run =
                new Run(
                        at(provider.port("submission"), provider.ca(), "mistyped"),
                        STATION,
                        "--bearer",
                        "host");

        run.endsWith(ExitCode.DEFERRED, "535", "check user and password");
        assertThat(run.err()).doesNotContain("mistyped");
    }

    @Test
    void aCertificateOfAnUnknownAuthorityDefers() throws Exception {
        CertificateAuthority stranger =
                CertificateAuthority.create(
                        "Somebody else",
                        new HostRandomness(),
                        Validity.around(Instant.now(), Duration.ofDays(2)));
        Path ca = Files.writeString(folder.resolve("other-ca.pem"), stranger.pem());

        new Run(at(provider.port("submission"), ca, "secret"), STATION, "--bearer", "host")
                .endsWith(ExitCode.DEFERRED, "certificate", "check tls, ca");
    }

    @Test
    void aRowThatCannotBeReadIsReportedAndTheOthersArrive() throws Exception {
        List<String> rows = new ArrayList<>(STATION.rows());
        rows.set(1, "2013-01-01T01:00:00Z,strong,,,,,,");

        Run run =
                new Run(
                        provider.server(),
                        new Station(STATION.header(), rows),
                        "--bearer",
                        "host",
                        "--monitor-every",
                        "1s",
                        "--until-settled");

        assertThat(run.code).describedAs(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err())
                .contains("line 3 skipped: expected a number or nothing in wind_speed_mps");
        assertThat(run.claims().records()).hasSize(STATION.rows().size() - 1);
        run.keepsWhatItAccepted();
    }

    private Program module(Path port, String... options) {
        List<String> arguments = new ArrayList<>(List.of("module", "--pty", port.toString()));
        arguments.addAll(List.of("--speed", "50"));
        arguments.addAll(List.of(options));
        Program module = Kadec21.start(folder, arguments.toArray(String[]::new));
        Kadec21.awaitReady(module);
        return module;
    }

    private static LiveUnit.Server at(int port, Path ca, String password) {
        return new LiveUnit.Server(
                port, ca, "lab", password, "lab@provider.test", "lab@provider.test");
    }

    private static void turnAway(ServerSocket port) {
        try (var client = port.accept()) {
            client.getOutputStream()
                    .write("554 5.7.1 not you\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // the unit hung up
        }
    }

    /// A unit that ran to its end in this process.
    private final class Run {

        private final LiveUnit unit;
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final int code;

        Run(LiveUnit.Server server, Station station, String... way) throws IOException {
            this(new LiveUnit(folder, server, station, way));
        }

        private Run(LiveUnit unit) {
            this.unit = unit;
            this.code =
                    CommandErrors.install(
                                    new CommandLine(new Root())
                                            .setOut(new PrintWriter(out))
                                            .setErr(new PrintWriter(err, true)))
                            .execute(unit.arguments("--pace", "1ms"));
            unit.claims().hear(err.toString().lines().toList());
        }

        /// The same unit is started once more.
        Run again() {
            return new Run(unit);
        }

        String err() {
            return err.toString();
        }

        Claims claims() {
            return unit.claims();
        }

        /// One complaint with these words, and everything accepted is on the flash.
        void endsWith(int expected, String... words) {
            saysOnly(expected, words);
            assertThat(claims().records()).describedAs(err()).isNotEmpty();
            keepsWhatItAccepted();
        }

        void saysOnly(int expected, String... words) {
            assertThat(code).describedAs(err()).isEqualTo(expected);
            List<String> complaints =
                    err().lines().filter(line -> line.startsWith("kadec21: ")).toList();
            assertThat(complaints).describedAs(err()).hasSize(1);
            assertThat(complaints.getFirst()).contains(words);
        }

        void keepsWhatItAccepted() {
            ReadOnlyFlash flash = ReadOnlyFlash.open(unit.flash());
            assertThat(RecordListing.of(flash).records())
                    .extracting(MeasurementRecord::number)
                    .containsExactlyElementsOf(claims().records());
            List<String> owed = new ArrayList<>(claims().mails());
            owed.removeAll(claims().delivered());
            assertThat(OutboxListing.of(flash).open())
                    .extracting(Entry::id)
                    .containsExactlyElementsOf(owed);
        }
    }

    @Command(name = "kadec21", subcommands = UnitCommand.class)
    private static final class Root {}
}
