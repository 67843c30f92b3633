package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.Generation;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.BootState;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.updater.flash.Installer;
import org.kadec21.updater.flash.SlotStore;
import org.kadec21.updater.flash.UnitLock;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.TrustedKeys;

import java.nio.file.Files;
import java.nio.file.Path;

/// Flashes as units of each time left them: today's code takes everything over, goes on, goes back,
/// and is given images by the updater, and no mail and no record is lost on any of these ways.
class GoldenFlashesTest {

    private static final long FLASH_BYTES = 64L << 20;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(GoldenFlash.class)
    void outboxRecordsAndFactsAreReadAsTheyWereWritten(GoldenFlash golden) {
        Holdings found = Holdings.of(golden.flash(1));

        assertThat(found.records()).containsExactly(1L, 2L, 3L);
        assertThat(found.settledUpTo()).isEqualTo(2);
        assertThat(found.open()).containsExactly("a1", "c2");
        assertThat(found.refused()).containsExactly("a2");
        assertThat(found.sent()).containsExactly("a0", "a2", "a3");
        assertThat(found.facts()).containsEntry("alarm.high", "raised").containsEntry("風", "強い");
    }

    @ParameterizedTest
    @EnumSource(GoldenFlash.class)
    void todaysCodeTakesEverythingOverAndGoesOn(GoldenFlash golden) {
        SimulatedFlash flash = golden.flash(2);

        FlashLife.lived(flash);

        assertThat(Holdings.of(flash)).isEqualTo(FlashLife.goneOn(Holdings.of(golden.flash(2))));
        assertThat(flash.list()).noneMatch(name -> name.startsWith("quarantine-"));
    }

    @ParameterizedTest
    @EnumSource(
            value = GoldenFlash.class,
            names = {"TRIALS", "GENERATIONS"})
    void anImageThatIsRolledBackLeavesEverythingToTheOneBefore(GoldenFlash golden) {
        SimulatedFlash flash = golden.flash(3);
        FlashLife.lived(flash);
        Holdings before = Holdings.of(flash);

        BootLoader loader = FlashLife.rolledBack(flash);

        assertThat(loader.state()).isEqualTo(new BootState.Leaving(Slot.A));
        assertThat(FlashLife.loader(flash).powerOn())
                .isInstanceOfSatisfying(
                        BootLoader.Choice.Image.class,
                        image -> assertThat(image.slot()).isEqualTo(Slot.A));
        assertThat(Holdings.of(flash)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(GoldenFlash.class)
    void aCutAtAnyFlashOperationOfTheTakeOverLosesNothing(GoldenFlash golden) {
        SimulatedFlash whole = golden.flash(4);
        long first = whole.operations();
        FlashLife.lived(whole);
        long operations = whole.operations();
        for (long at = first + 1; at <= operations; at++) {
            SimulatedFlash cut = golden.flash(4);
            cut.cutAt(at);
            try {
                FlashLife.lived(cut);
            } catch (PowerOffException expected) {
                cut.powerOn();
            }

            FlashLife.lived(cut);

            assertThat(Holdings.of(cut))
                    .as("cut at operation %d", at)
                    .isEqualTo(Holdings.of(whole));
        }
        assertThat(operations - first).isGreaterThan(6);
    }

    @ParameterizedTest
    @EnumSource(GoldenFlash.class)
    void theUpdaterInstallsOnItsDirectoryAndTouchesNothingElse(GoldenFlash golden)
            throws Exception {
        golden.copyTo(folder);
        Holdings before = Holdings.of(golden.flash(5));
        try (UnitLock lock = UnitLock.acquire(folder)) {
            SlotStore store = new SlotStore(lock.files());
            org.kadec21.updater.flash.SlotTable hardware =
                    org.kadec21.updater.flash.SlotTable.empty(
                            "communication", "B", "dual-band", 1, 0);
            if (store.table("communication").isEmpty()) {
                store.write(hardware);
            }
            new Installer(store)
                    .install(store.table("communication").orElseThrow(), image(), at -> {});
        }

        try (DirectoryFlash flash = DirectoryFlash.open(folder, FLASH_BYTES)) {
            assertThat(Holdings.of(flash)).isEqualTo(before);
            assertThat(SettingsStore.listed(flash))
                    .isEqualTo(SettingsStore.listed(golden.flash(5)));
            assertThat(FlashLife.loader(flash).powerOn())
                    .isInstanceOf(BootLoader.Choice.Image.class);
            FlashLife.lived(flash);
            assertThat(Holdings.of(flash)).isEqualTo(FlashLife.goneOn(before));
        }
    }

    @Test
    void theSlotsOfAnUpdaterAndOfABootLoaderAreWhatTheyWere() {
        SlotTable installed = Slots.read(GoldenFlash.SLOTS.flash(6), "communication").orElseThrow();
        SlotTable tried = Slots.read(GoldenFlash.TRIALS.flash(6), "communication").orElseThrow();
        Slots trials = FlashLife.slots(GoldenFlash.TRIALS.flash(6));

        assertThat(installed.start()).contains(Slot.A);
        assertThat(installed.isConfirmed(Slot.A)).isFalse();
        assertThat(tried.start()).contains(Slot.B);
        assertThat(tried.isConfirmed(Slot.A)).isTrue();
        assertThat(tried.rollbackIndex()).isEqualTo(2);
        assertThat(trials.trial(Slot.B).boots()).isEqualTo(2);
        assertThat(trials.reports()).singleElement().asString().contains("proved itself");
    }

    @Test
    void settingsFromBeforeGenerationsHoldWithTheirTrial() {
        SettingsState state = SettingsStore.listed(GoldenFlash.TRIALS.flash(7));

        assertThat(state.generation()).isEmpty();
        assertThat(state.confirmed().changes())
                .extracting(Object::toString)
                .containsExactly(
                        "servers.1.host = mail.example.net", "alarms.high-wind.onset = 18.5");
        assertThat(state.trial().orElseThrow().settings().changes()).hasSize(3);
        assertThat(state.trial().orElseThrow().boots()).isEqualTo(1);
    }

    @Test
    void settingsOfAnotherGenerationAreKept() {
        SettingsState state = SettingsStore.listed(GoldenFlash.GENERATIONS.flash(8));

        assertThat(state.generation()).contains(Generation.RELAY);
        assertThat(state.kept().get(Generation.SUBMISSION).changes())
                .extracting(Object::toString)
                .containsExactly("servers.1.host = mail.example.net");
    }

    /// As long as the layout is 1.0.
    @Test
    void theSameLifeLeavesTheSameBytesToday() {
        SimulatedFlash today = GoldenFlash.TRIALS.flash(9);

        FlashLife.slots(today);
        FlashLife.movedToRelay(today, FirmwareProfile.LEGACY_1);

        assertThat(today.list()).isEqualTo(GoldenFlash.GENERATIONS.flash(9).list());
        GoldenFlash.GENERATIONS
                .contents()
                .forEach((name, bytes) ->
                        assertThat(today.read(name, 0, (int) today.size(name)))
                                .as(name)
                                .isEqualTo(bytes));
    }

    private static FirmwareImage image() throws Exception {
        return FirmwareImage.verified(
                GoldenFlash.image(),
                TrustedKeys.read(Files.readString(GoldenFlash.IMAGES.resolve("keys.pem"))),
                FlashLife.NOW);
    }
}
