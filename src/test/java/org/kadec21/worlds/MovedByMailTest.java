package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The change of server of 2008, which took a visit to each unit, done by mail: a unit on
/// kona.co.jp (port 25, no AUTH), whose network blocks that port on 2008-10-01, is told of its new
/// server in the mailbox that it still has at the old one.
class MovedByMailTest {

    private static final String OLD = "kona.co.jp";
    private static final String NEW = "ep.wakwak.ne.jp";
    private static final String WATCH = "watch@" + NEW;
    private static final Path CONFIG = Units.HOME.resolve("config");
    private static final Instant EXPIRES = Instant.parse("2008-12-01T00:00:00Z");

    /// As config/carriers/au-net.yaml has it: 2008-10-01 in Japan.
    private static final Instant BLOCKED = Instant.parse("2008-09-30T15:00:00Z");

    private static final Station STATION =
            Station.gusty(BLOCKED.minus(Duration.ofHours(33)), Duration.ofHours(1), 120);

    @Test
    void aUnitThatWentDarkIsMovedByMailAndDeliversWhatItKept() throws Exception {
        try (InstructedUnit unit = unit()) {
            unit.runFor(Duration.ofDays(2));
            assertThat(unit.verdict().waiting()).as("kept on flash").isPositive();

            unit.instruct(move(1, NEW, "lab-password-n2-0005"));
            unit.runFor(Duration.ofDays(4));

            assertThat(unit.server()).isEqualTo(NEW);
            assertThat(unit.unit().settings().trial()).isEmpty();
            assertThat(unit.verdict().lost()).isZero();
            assertThat(unit.verdict().waiting()).isZero();
            assertThat(unit.verdict().duplicatesUnmarked()).isZero();
            assertThat(unit.reports(WATCH))
                    .containsExactly(
                            "[n2-0005] INSTRUCTION 1 on trial 設定試行中",
                            "[n2-0005] INSTRUCTION 1 confirmed 設定確定");
        }
    }

    @Test
    void aUnitThatIsToldAWrongServerReturnsToTheOneThatWorkedAndSaysSo() throws Exception {
        try (InstructedUnit unit = unit()) {
            unit.instruct(move(1, "mail.nowhere.test", "whatever"));
            unit.runFor(Duration.ofHours(30));

            assertThat(unit.server()).isEqualTo(OLD);
            assertThat(unit.unit().settings().trial()).isEmpty();
            assertThat(unit.reports(WATCH))
                    .containsExactlyInAnyOrder(
                            "[n2-0005] INSTRUCTION 1 on trial 設定試行中",
                            "[n2-0005] INSTRUCTION 1 taken back 設定取消");
            assertThat(unit.verdict().lost()).isZero();
            assertThat(unit.troubles)
                    .filteredOn(line -> line.contains("again: 3 calls failed"))
                    .as("told once")
                    .singleElement()
                    .asString()
                    .startsWith("instruction 1 taken-back: What worked before holds again");
        }
    }

    @Test
    void aWrongPasswordIsTakenBackToo() throws Exception {
        try (InstructedUnit unit = unit()) {
            unit.instruct(move(1, NEW, "not-the-password"));
            unit.runFor(Duration.ofHours(30));

            assertThat(unit.server()).isEqualTo(OLD);
            assertThat(unit.reports(WATCH)).contains("[n2-0005] INSTRUCTION 1 taken back 設定取消");
            assertThat(unit.troubles).noneMatch(line -> line.contains("not-the-password"));
        }
    }

    private static Instruction move(int sequence, String host, String password) {
        return new Instruction(
                List.of("n2-0005"),
                sequence,
                EXPIRES,
                List.of(
                        put("servers.1.host", host),
                        put("servers.1.port", "587"),
                        put("servers.1.auth", "password"),
                        put("servers.1.user", "n2-0005"),
                        put("servers.1.password", password),
                        put("servers.1.tls", "required"),
                        put("servers.1.envelope-from", "n2-0005@" + NEW)));
    }

    private static Change put(String path, String value) {
        return new Change.Put(new SettingPath(path), value);
    }

    private static InstructedUnit unit() throws Exception {
        String moving = Files.readString(CONFIG.resolve("units/n2-moving.yaml"));
        WorldSetup setup =
                WorldSetup.standard(11, STATION.start(), read(withInstructions(moving)))
                        .withCarrier(CarrierFile.read(CONFIG.resolve("carriers/au-net.yaml")))
                        .withProviderAt(
                                OLD, ProviderFile.read(CONFIG.resolve("providers/kona.yaml")))
                        .withKeys(KeyKind.ED25519);
        return new InstructedUnit(setup, STATION, withInstructions(onTheOldServer(moving)));
    }

    private static String onTheOldServer(String moving) {
        int servers = moving.indexOf("servers:");
        int behind = moving.indexOf("failover:");
        return moving.substring(0, servers)
                + "servers:\n  - {host: "
                + OLD
                + ", port: 25, auth: none, tls: off}\n\n"
                + moving.substring(behind);
    }

    /// POP3 of the time had no TLS.
    private static String withInstructions(String file) {
        return file
                + """

                instructions:
                  host: kona.co.jp
                  user: n2-0005@kona.co.jp
                  password: lab-password-of-the-mailbox
                  tls: off
                  poll: 6 h
                  signers: [secure/control.pem]
                  key: secure/watch-key.pem
                  certificate: secure/watch.pem
                """;
    }

    private static UnitConfig read(String yaml) {
        NamedFiles files = name -> Files.readAllBytes(CONFIG.resolve("units").resolve(name));
        return UnitBinder.reader().read("unit.yaml", yaml, files);
    }
}
