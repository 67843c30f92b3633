package org.kadec21.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// What was set on a unit, across boots and power cuts.
class SettingsStoreTest {

    private static final Duration SPAN = Duration.ofMinutes(15);
    private static final Settings APN = put(Settings.NONE, "module.apn", "field.example");
    private static final Settings PIN = put(APN, "module.pin", "4321");
    private static final Settings SERVER = put(PIN, "servers.1.host", "mail.example.net");

    private final RecordedJournal journal = new RecordedJournal();
    private final SimulatedFlash flash = Flashes.empty();

    @Test
    void aUnitOnWhichNothingWasSetIsNotWrittenTo() {
        long before = flash.operations();

        SettingsStore store = SettingsStore.open(flash, journal);

        assertThat(store.state()).isEqualTo(SettingsState.UNTOUCHED);
        assertThat(flash.operations()).isEqualTo(before);
        assertThat(flash.list()).isEmpty();
    }

    @Test
    void whatIsTriedOutIsInForceAndConfirmedOnlyAfterwards() {
        SettingsStore store = SettingsStore.open(flash, journal);

        store.tryOut(APN, SPAN);

        assertThat(store.state().active()).isEqualTo(APN);
        assertThat(store.state().confirmed()).isEqualTo(Settings.NONE);
        assertThat(store.confirm()).isTrue();
        assertThat(store.state().confirmed()).isEqualTo(APN);
        assertThat(store.confirm()).as("a second time").isFalse();
    }

    @Test
    void aRevertBringsBackWhatWasConfirmedAndSaysWhy() {
        SettingsStore store = SettingsStore.open(flash, journal);
        store.tryOut(APN, SPAN);
        store.confirm();
        store.tryOut(SERVER, SPAN);

        store.revert("no server");

        SettingsState again = SettingsStore.open(flash, journal).state();
        assertThat(again.active()).isEqualTo(APN);
        assertThat(again.trial()).isEmpty();
        assertThat(again.lastRevert()).contains("no server");
    }

    @Test
    void everythingThatWasEverSetIsForgottenAndItsPlacesAreNamed() {
        SettingsStore store = SettingsStore.open(flash, journal);
        store.tryOut(PIN, SPAN);
        store.confirm();
        store.tryOut(SERVER, SPAN);

        assertThat(SettingsStore.forget(flash, journal))
                .extracting(SettingPath::text)
                .containsExactly("module.apn", "module.pin", "servers.1.host");

        SettingsState again = SettingsStore.open(flash, journal).state();
        assertThat(again.active()).isEqualTo(Settings.NONE);
        assertThat(again.trial()).isEmpty();
        assertThat(again.kept()).isEmpty();
        assertThat(SettingsStore.forget(flash, journal)).as("a second time").isEmpty();
        String name = flash.list().getFirst();
        assertThat(
                        new String(
                                flash.read(name, 0, (int) flash.size(name)),
                                StandardCharsets.ISO_8859_1))
                .as("secrets are gone from the flash")
                .doesNotContain("4321");
    }

    @Test
    void aUnitOnWhichNothingWasSetHasNothingToForget() {
        assertThat(SettingsStore.forget(flash, journal)).isEmpty();
        assertThat(flash.list()).isEmpty();
    }

    @Test
    void aTrialOutlivesThreeBootsAndIsRevertedAtTheFourth() {
        SettingsStore.open(flash, journal).tryOut(APN, SPAN);

        for (int boot = 1; boot <= Trial.MOST_BOOTS; boot++) {
            assertThat(SettingsStore.open(flash, journal).state().active())
                    .as("boot %d", boot)
                    .isEqualTo(APN);
        }

        SettingsState last = SettingsStore.open(flash, journal).state();
        assertThat(last.active()).isEqualTo(Settings.NONE);
        assertThat(last.lastRevert())
                .hasValueSatisfying(why -> assertThat(why).contains("3 times"));
    }

    @Test
    void aCutAtAnyFlashOperationLeavesTheStateBeforeItOrBehindIt() {
        long operations = live(flash, new Progress());
        for (long at = 1; at <= operations; at++) {
            SimulatedFlash cut = Flashes.ofSize(4 << 20, at);
            cut.cutAt(at);
            Progress progress = new Progress();
            assertThatThrownBy(() -> live(cut, progress)).isInstanceOf(PowerOffException.class);
            cut.powerOn();

            Standing found = Standing.of(SettingsStore.open(cut, journal).state());

            assertThat(found)
                    .as("cut at operation %d", at)
                    .isIn(standing(progress.done), standing(progress.done + 1));
        }
        assertThat(operations).isGreaterThan(10);
    }

    @Test
    void manyTrialsDoNotFillTheFlash() {
        SettingsStore store = SettingsStore.open(flash, journal);
        String longest = "x".repeat(Change.MOST_VALUE_CHARACTERS);
        for (int trial = 0; trial < 300; trial++) {
            store.tryOut(put(Settings.NONE, "name", longest).with(last(trial)), SPAN);
            store.confirm();
        }

        long bytes = flash.list().stream().mapToLong(flash::size).sum();

        assertThat(bytes).isLessThan(200_000);
        assertThat(SettingsStore.open(flash, journal).state().confirmed().changes())
                .contains(last(299));
    }

    @Test
    void aFullFlashRefusesATrialAndLeavesEverythingAsItWas() {
        SettingsStore store = SettingsStore.open(flash, journal);
        store.tryOut(APN, SPAN);
        store.confirm();
        flash.create("foreign");
        flash.append("foreign", new byte[(int) flash.capacity().freeBytes()]);

        assertThatThrownBy(() -> store.tryOut(SERVER, SPAN)).isInstanceOf(FlashFullException.class);

        assertThat(store.state().active()).isEqualTo(APN);
    }

    @Test
    void noSecretIsInTheJournalNorInWords() {
        SettingsStore.open(flash, journal).tryOut(PIN, SPAN);

        assertThat(journal.lines() + PIN.toString()).doesNotContain("4321").contains("***");
    }

    private static final List<Consumer<SettingsStore>> STEPS =
            List.of(
                    store -> store.tryOut(APN, SPAN),
                    SettingsStore::confirm,
                    store -> store.tryOut(PIN, SPAN),
                    store -> store.tryOut(SERVER, SPAN),
                    store -> store.revert("no server"),
                    store -> store.tryOut(SERVER, SPAN),
                    SettingsStore::confirm);

    private static final class Progress {
        private int done;
    }

    private record Standing(Settings confirmed, Settings active) {
        static Standing of(SettingsState state) {
            return new Standing(state.confirmed(), state.active());
        }
    }

    private long live(Flash medium, Progress progress) {
        SettingsStore store = SettingsStore.open(medium, journal);
        for (Consumer<SettingsStore> step : STEPS) {
            step.accept(store);
            progress.done++;
        }
        return ((SimulatedFlash) medium).operations();
    }

    private static Standing standing(int done) {
        return switch (done) {
            case 0 -> new Standing(Settings.NONE, Settings.NONE);
            case 1 -> new Standing(Settings.NONE, APN);
            case 2 -> new Standing(APN, APN);
            case 3 -> new Standing(APN, PIN);
            case 4 -> new Standing(APN, SERVER);
            case 5 -> new Standing(APN, APN);
            case 6 -> new Standing(APN, SERVER);
            default -> new Standing(SERVER, SERVER);
        };
    }

    private static Change last(int trial) {
        return new Change.Put(new SettingPath("module.user"), "user" + trial);
    }

    private static Settings put(Settings before, String path, String value) {
        return before.with(new Change.Put(new SettingPath(path), value));
    }
}
