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
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.LiveUnit;
import org.kadec21.live.Program;
import org.kadec21.live.Station;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/// A unit in a process of its own that runs one image, and is given the next one by a copy of the
/// updater's JAR over its service port.
final class FlashedProcessTest {

    private static final String PASSWORD = "open sesame 8";
    private static final Station STATION = Station.stormy(5, 40, 24);

    @TempDir private Path folder;

    @Test
    @Tag("full")
    void aRunningUnitIsGivenItsNextImageAndConfirmsIt() throws Exception {
        UpdaterJar updater = UpdaterJar.copiedTo(folder, UpdaterJar.thisJava());
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit = new LiveUnit(folder, provider.server(), STATION, "--bearer", "host");
            prepare(updater, unit);
            try (Program running = unit.start("--service", "service0")) {
                flash(updater, running);
            }
            SlotTable table =
                    Slots.read(ReadOnlyFlash.open(unit.flash()), "communication").orElseThrow();
            assertThat(table.start()).contains(Slot.B);
            assertThat(table.isConfirmed(Slot.B)).isTrue();
            assertThat(table.rollbackIndex()).isEqualTo(2);
        }
    }

    @Test
    @Tag("full")
    void aUnitThatRunsTheCodeOfTheBuildRestartsIntoItsFirstImage() throws Exception {
        UpdaterJar updater = UpdaterJar.copiedTo(folder, UpdaterJar.thisJava());
        try (LabProvider provider = LabProvider.start(folder)) {
            LiveUnit unit = new LiveUnit(folder, provider.server(), STATION, "--bearer", "host");
            prepareEmpty(updater, unit).make("dual-band-2", 1, "new.jar");
            try (Program running = unit.start("--service", "service0")) {
                Kadec21.awaitReady(running);
                expectDone(install(updater));
                awaitErr(running, "firmware.started", "slot, a");
                awaitConfirmations(running, 1);
                running.terminate();
                assertThat(running.awaitExit(Kadec21.START_LIMIT)).as(running::story).isZero();
                assertThat(String.join("\n", running.out()))
                        .as("heartbeats are not passed on")
                        .doesNotContain("\0");
            }
            SlotTable table =
                    Slots.read(ReadOnlyFlash.open(unit.flash()), "communication").orElseThrow();
            assertThat(table.isConfirmed(Slot.A)).isTrue();
        }
    }

    private void prepare(UpdaterJar updater, LiveUnit unit) throws Exception {
        LiveImages images = prepareEmpty(updater, unit);
        images.make("dual-band-2", 1, "old.jar");
        images.make("dual-band-2", 2, "new.jar");
        String flash = unit.flash().toString();
        expectDone(
                updater.start("install", "old.jar", "--flash", flash, "--keys", LiveImages.KEYS));
    }

    private LiveImages prepareEmpty(UpdaterJar updater, LiveUnit unit) throws Exception {
        LiveImages images = LiveImages.in(folder);
        Files.writeString(folder.resolve("service-password"), PASSWORD + "\n");
        Files.writeString(
                folder.resolve("unit.yaml"),
                "service: {password: " + PASSWORD + "}\nupdate: {keys: keys.pem}\n",
                StandardOpenOption.APPEND);
        Files.createDirectory(unit.flash());
        String board = "communication/B";
        String flash = unit.flash().toString();
        expectDone(
                updater.start(
                        "prepare", "--flash", flash, "--board", board, "--module", "dual-band"));
        return images;
    }

    private Program install(UpdaterJar updater) {
        return updater.start(
                "install",
                "new.jar",
                "--port",
                folder.resolve("service0").toString(),
                "--keys",
                LiveImages.KEYS,
                "--password-file",
                "service-password");
    }

    private void flash(UpdaterJar updater, Program running) {
        try {
            awaitErr(running, "firmware.started", "slot, a");
            Kadec21.awaitReady(running);
            awaitConfirmations(running, 1);
            expectDone(install(updater));
            awaitErr(running, "firmware.started", "slot, b");
            awaitConfirmations(running, 2);
        } finally {
            running.terminate();
            running.awaitExit(Kadec21.START_LIMIT);
        }
    }

    /// Each image that proved itself tells so in one mail.
    private static void awaitConfirmations(Program running, int count) {
        AtomicInteger seen = new AtomicInteger();
        running.awaitErr(
                line ->
                        line.startsWith("delivered mail")
                                && line.contains("firmware")
                                && seen.incrementAndGet() == count,
                count + " mails of the boot loader",
                Kadec21.START_LIMIT);
    }

    private static void awaitErr(Program running, String begin, String word) {
        running.awaitErr(
                line -> line.contains(begin) && line.contains(word),
                begin + " " + word,
                Kadec21.START_LIMIT);
    }
}
