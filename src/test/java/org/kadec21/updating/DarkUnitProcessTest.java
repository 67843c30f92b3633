package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.updating.LiveImages.expectDone;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.host.ReadOnlyFlash;
import org.kadec21.live.ArrivedMail;
import org.kadec21.live.Claims;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Machine;
import org.kadec21.live.Program;
import org.kadec21.live.Station;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The story of 2008, each of its parts in a process of its own: a unit on firmware 1.x loses its
/// way when the carrier blocks port 25, somebody with a copy of the updater's JAR on a Java 17
/// gives it firmware 2.x over its service port, and it delivers the alarms it had kept.
@Tag("full")
final class DarkUnitProcessTest {

    private static final String PASSWORD = "open sesame 8";
    private static final int ROWS = 400;
    private static final int ROWS_PER_STORM = 8;
    private static final String UNIT = "unit.yaml";
    private static final String DELIVERED = "delivered mail ";
    private static final int ALARMS_IN_THE_DARK = 3;
    private static final Station STATION = Station.stormy(5, ROWS, ROWS_PER_STORM);

    @TempDir private Path folder;

    @Test
    void aUnitThatWentDarkIsFlashedAndDeliversTheAlarmsItHadKept() throws Exception {
        UpdaterJar updater = UpdaterJar.copiedTo(folder, java17());
        try (LabProvider provider = LabProvider.start(folder);
                Program module = module(provider.port("relay"))) {
            Kadec21.awaitReady(module);
            prepare(updater, legacy(provider.port("relay")));
            System.out.println(java.time.LocalTime.now() + " prepare");
            try (Program unit = unit()) {
                awaitImages(unit, 1);
                System.out.println(java.time.LocalTime.now() + " awaitImages");
                Claims inTheDark = goDark(unit, module);
                System.out.println(java.time.LocalTime.now() + " Claims inTheDark = goDark");

                Files.writeString(folder.resolve(UNIT), onPort587(provider.port("submission")));
                flash(updater);
                System.out.println(java.time.LocalTime.now() + " flash");
                awaitImages(unit, 2);
                System.out.println(java.time.LocalTime.now() + " awaitImages");
                awaitDelivered(unit, inTheDark);
                System.out.println(java.time.LocalTime.now() + " awaitDelivered");
                unit.terminate();
                unit.awaitExit(Kadec21.START_LIMIT);

                Claims claims = new Claims();
                claims.hear(unit.err());
                assertThat(kept(inTheDark)).hasSizeGreaterThanOrEqualTo(ALARMS_IN_THE_DARK);
                assertThat(provider.mailbox().read())
                        .extracting(ArrivedMail::messageId)
                        .containsAll(kept(inTheDark))
                        .containsAll(claims.delivered());
            }
        }
        SlotTable table =
                Slots.read(ReadOnlyFlash.open(folder.resolve("flash")), "communication")
                        .orElseThrow();
        assertThat(table.start()).contains(Slot.B);
        assertThat(table.isConfirmed(Slot.B)).isTrue();
    }

    private void prepare(UpdaterJar updater, String unitFile) throws IOException {
        LiveImages images = LiveImages.in(folder);
        images.make("legacy-1", 1, "old.jar");
        images.make("submission-2", 2, "new.jar");
        Files.writeString(folder.resolve(UNIT), unitFile);
        Files.writeString(folder.resolve("service-password"), PASSWORD + "\n");
        STATION.writeTo(folder.resolve("station.csv"));
        Files.createDirectory(folder.resolve("flash"));
        expectDone(
                updater.start(
                        "prepare",
                        "--flash",
                        "flash",
                        "--board",
                        "communication/B",
                        "--module",
                        "old-band"));
        expectDone(
                updater.start("install", "old.jar", "--flash", "flash", "--keys", LiveImages.KEYS));
    }

    /// The first built-in module, on the eve of the day that `port` is blocked from, on a fast
    /// line.
    private Program module(int port) throws IOException {
        String carrier =
                Files.readString(Kadec21.home().resolve("config/carriers/au-net.yaml"))
                        .replace("{port: 25,", "{port: " + port + ",")
                        .replace("round-trip: 300 ms", "round-trip: 20 ms")
                        .replace("up-bits-per-second: 9600", "up-bits-per-second: 64000");
        assertThat(carrier).contains("{port: " + port + ", from: 2008-10-01T00:00:00+09:00");
        Files.writeString(folder.resolve("carrier.yaml"), carrier);
        return Kadec21.startTyping(
                folder,
                "module",
                "--pty",
                "modem0",
                "--profile",
                "n2-old",
                "--date",
                "2008-09-28",
                "--carrier",
                "carrier.yaml",
                "--speed",
                "200");
    }

    private Program unit() {
        return Kadec21.start(
                folder,
                "unit",
                "run",
                "--serial",
                "modem0",
                "--service",
                "service0",
                "--flash",
                "flash",
                "--unit",
                UNIT,
                "--ca",
                "ca.pem",
                "--data",
                "station.csv",
                "--pace",
                "500ms",
                "--keep-trying");
    }

    /// The carrier's calendar reaches the day, and alarms are raised that nobody gets.
    ///
    /// @return what the unit has said by then
    private static Claims goDark(Program unit, Program module) {
        module.type("date 2008-10-02");
        module.awaitErr(
                line -> line.contains("carrier.blocked"), "a blocked port", Kadec21.START_LIMIT);
        int before = unit.err().size();
        AtomicInteger lines = new AtomicInteger();
        AtomicInteger alarms = new AtomicInteger();
        unit.awaitErr(
                line ->
                        lines.incrementAndGet() > before
                                && line.startsWith("accepted mail ")
                                && alarms.incrementAndGet() == ALARMS_IN_THE_DARK,
                ALARMS_IN_THE_DARK + " alarms in the dark",
                Kadec21.START_LIMIT);
        Claims claims = new Claims();
        claims.hear(unit.err());
        return claims;
    }

    private void flash(UpdaterJar updater) {
        try (Program install =
                updater.start(
                        "install",
                        "new.jar",
                        "--port",
                        "service0",
                        "--keys",
                        LiveImages.KEYS,
                        "--password-file",
                        "service-password")) {
            assertThat(install.awaitExit(Kadec21.START_LIMIT)).as(install::story).isZero();
            assertThat(install.out())
                    .containsExactly(
                            "installed 2.2.0, slot b of communication/B; the unit restarts");
        }
    }

    private static List<String> kept(Claims claims) {
        return claims.mails().stream().filter(id -> !claims.delivered().contains(id)).toList();
    }

    private static void awaitDelivered(Program unit, Claims inTheDark) {
        List<String> waiting = new ArrayList<>(kept(inTheDark));
        unit.awaitErr(
                line ->
                        line.startsWith(DELIVERED)
                                && waiting.remove(line.substring(DELIVERED.length()))
                                && waiting.isEmpty(),
                "all that was kept",
                Kadec21.START_LIMIT);
    }

    /// Each image that proved itself tells so in one mail.
    private static void awaitImages(Program unit, int count) {
        AtomicInteger seen = new AtomicInteger();
        unit.awaitErr(
                line ->
                        line.startsWith(DELIVERED)
                                && line.contains("firmware")
                                && seen.incrementAndGet() == count,
                count + " mails of the boot loader",
                Kadec21.START_LIMIT);
    }

    /// The file of an N2 as it was before 2008.
    private static String legacy(int port) throws IOException {
        return Files.readString(Kadec21.home().resolve("config/units/n2-legacy.yaml"))
                        .replace("host: mail.provider.test", "host: localhost")
                        .replace("port: 25\n", "port: " + port + "\n")
                        .replace("n2-0002@provider.test", "lab@provider.test")
                        .replace("watch@provider.test", "lab@provider.test")
                + "\nservice: {password: "
                + PASSWORD
                + "}\nupdate: {keys: "
                + LiveImages.KEYS
                + "}\n"
                + "retry:\n"
                + "  alarm: {first: 200 ms, longest: 1 s}\n"
                + "  monitoring: {first: 200 ms, longest: 1 s}\n"
                + "  mail: {first: 200 ms, longest: 1 s}\n";
    }

    /// The same with the provider's new server: what else is done in the same visit.
    private String onPort587(int port) throws IOException {
        return Files.readString(folder.resolve(UNIT))
                .replaceFirst(" port: \\d+\n", " port: " + port + "\n")
                .replace("firmware: legacy-1", "firmware: submission-2")
                .replace("    auth: none\n    tls: off\n", "    user: lab\n    password: secret\n");
    }

    private static Path java17() {
        Optional<Path> java17 = UpdaterJar.java17();
        Machine.mustHave(java17.isPresent(), "expected a Java 17; install one, or set JAVA17_HOME");
        return java17.orElseThrow();
    }
}
