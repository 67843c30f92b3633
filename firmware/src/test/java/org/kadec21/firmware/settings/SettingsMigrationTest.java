package org.kadec21.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.Generation;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Settings of a unit whose file was written for firmware 1.x, while images of both generations
/// come and go.
class SettingsMigrationTest {

    private static final Duration SPAN = Duration.ofMinutes(15);
    private static final FirmwareProfile OLD = FirmwareProfile.LEGACY_1;
    private static final FirmwareProfile NEW = FirmwareProfile.SUBMISSION_2;
    private static final UnitDocument FILE = file();

    private static final Settings RELAY = put("servers.1.host", "relay.example.net");
    private static final Settings ACCOUNT =
            put("servers.1.host", "mail.example.net")
                    .with(change("servers.1.port", "587"))
                    .with(change("servers.1.auth", "password"))
                    .with(change("servers.1.user", "n2"))
                    .with(change("servers.1.password", "geheim"))
                    .with(change("servers.1.tls", "required"));
    private static final Change THRESHOLD = change("alarms.high-wind.onset", "18.5");

    private final RecordedJournal journal = new RecordedJournal();
    private final SimulatedFlash flash = Flashes.empty();

    @Test
    void aNewerImageGoesOnWithTheServerThatAnOlderOneWasGiven() {
        confirm(open(OLD), RELAY);

        SettingsStore store = open(NEW);

        SubmissionPolicy server = server(NEW, store);
        assertThat(server.host()).isEqualTo("relay.example.net");
        assertThat(server.port()).isEqualTo(25);
        assertThat(server.auth()).isInstanceOf(Auth.None.class);
        assertThat(store.state().kept()).containsEntry(Generation.RELAY, RELAY);
    }

    @Test
    void anOlderImageFindsTheServersAsTheyWereBefore() {
        confirm(open(OLD), RELAY);
        confirm(open(NEW), ACCOUNT);

        SettingsStore back = open(OLD);

        assertThat(server(OLD, back).host()).isEqualTo("relay.example.net");
        assertThat(back.state().confirmed()).isEqualTo(RELAY);
        assertThat(back.state().kept().get(Generation.SUBMISSION)).isEqualTo(ACCOUNT);
    }

    @Test
    void anOlderImageFindsItsFileWhereNothingWasSetBefore() {
        confirm(open(NEW), ACCOUNT);

        SettingsStore back = open(OLD);

        assertThat(back.state().confirmed()).isEqualTo(Settings.NONE);
        assertThat(server(OLD, back).port()).isEqualTo(25);
    }

    @Test
    void theNewerImageFindsItsAccountAgainAfterTheWayBack() {
        confirm(open(NEW), ACCOUNT);
        open(OLD);

        SettingsStore again = open(NEW);

        assertThat(server(NEW, again).auth()).isInstanceOf(Auth.Password.class);
        assertThat(again.state().confirmed()).isEqualTo(ACCOUNT);
    }

    @Test
    void whatIsNoServerIsTheSameForAllOfThem() {
        confirm(open(OLD), RELAY.with(change("module.pin", "1111")));
        SettingsStore newer = open(NEW);
        confirm(
                newer,
                newer.state().confirmed().with(change("module.pin", "4321")).with(THRESHOLD));

        SettingsStore back = open(OLD);

        assertThat(back.state().confirmed().changes())
                .containsExactly(
                        change("servers.1.host", "relay.example.net"),
                        change("module.pin", "4321"),
                        THRESHOLD);
    }

    @Test
    void aTrialEndsWhenAnotherGenerationBoots() {
        confirm(open(OLD), RELAY);
        open(NEW).tryOut(ACCOUNT, SPAN);

        SettingsState back = open(OLD).state();

        assertThat(back.trial()).isEmpty();
        assertThat(back.active()).isEqualTo(RELAY);
        assertThat(back.lastRevert())
                .hasValueSatisfying(why -> assertThat(why).contains("another generation"));
    }

    @Test
    void anImageOfTheSameGenerationWritesNothing() {
        confirm(open(NEW), ACCOUNT);
        long before = contentBytes();

        SettingsStore store = open(FirmwareProfile.DUAL_BAND_2);

        assertThat(store.state().confirmed()).isEqualTo(ACCOUNT);
        assertThat(contentBytes()).isEqualTo(before);
        assertThat(journal.lines()).noneMatch(line -> line.contains("settings.migrated"));
    }

    @Test
    void settingsFromBeforeGenerationsWereNotedAreTakenForThoseOfTheFile() {
        SettingsStore old = SettingsStore.open(flash, journal);
        confirm(old, RELAY);

        assertThat(open(OLD).state().confirmed()).isEqualTo(RELAY);
        assertThat(server(NEW, open(NEW)).host()).isEqualTo("relay.example.net");
    }

    @Test
    void whatIsKeptOutlivesManyRewritings() {
        confirm(open(OLD), RELAY);
        SettingsStore newer = open(NEW);
        String longest = "x".repeat(Change.MOST_VALUE_CHARACTERS);
        for (int trial = 0; trial < 60; trial++) {
            confirm(newer, ACCOUNT.with(change("name", longest)).with(change("name", "n" + trial)));
        }

        assertThat(open(OLD).state().confirmed().ofServers()).isEqualTo(RELAY);
    }

    @Test
    void aFullFlashKeepsNoImageFromItsOwnSettings() {
        confirm(open(OLD), RELAY);
        confirm(open(NEW), ACCOUNT);
        flash.create("ballast");
        flash.append("ballast", new byte[(int) flash.capacity().freeBytes()]);

        assertThat(open(OLD).state().active()).isEqualTo(RELAY);
        assertThat(open(OLD).state().active()).as("at the next boot").isEqualTo(RELAY);
    }

    @Test
    void whatIsSetAfterAFullFlashTakesNoOtherGenerationsPlace() {
        confirm(open(OLD), RELAY);
        confirm(open(NEW), ACCOUNT);
        open(OLD);
        flash.create("ballast");
        flash.append("ballast", new byte[(int) flash.capacity().freeBytes()]);
        SettingsStore newer = open(NEW);
        Settings another = ACCOUNT.with(change("servers.1.host", "mail.example.org"));
        assertThatThrownBy(() -> newer.tryOut(another, SPAN))
                .as("while there is no room")
                .isInstanceOf(FlashFullException.class);

        flash.delete("ballast");
        confirm(newer, another);

        assertThat(open(NEW).state()).isEqualTo(newer.state());
        assertThat(open(OLD).state().confirmed()).isEqualTo(RELAY);
        assertThat(open(NEW).state().confirmed()).isEqualTo(another);
    }

    @Test
    void keptServersWithoutRoomBesideTheOthersStayAsideAndThatIsTold() {
        confirm(open(NEW), many(130, ACCOUNT, "servers.1.user"));
        SettingsStore older = open(OLD);
        confirm(older, many(80, Settings.NONE, "alarms.high-wind.onset"));

        SettingsStore newer = open(NEW);

        assertThat(newer.state().confirmed().changes()).hasSize(80);
        assertThat(newer.state().remarks())
                .singleElement()
                .asString()
                .contains("generation submission does not hold now", "more than 200 changes");
        assertThat(FILE.objection(NEW, older.state())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCutAtAnyFlashOperationOfTheWayThereAndBackLosesNothing(long seed) {
        SimulatedFlash whole = Flashes.ofSize(1 << 20, seed);
        thereAndBack(whole);
        long operations = whole.operations();
        for (long at = 1; at <= operations; at++) {
            SimulatedFlash cut = Flashes.ofSize(1 << 20, seed);
            cut.cutAt(at);
            try {
                thereAndBack(cut);
            } catch (PowerOffException expected) {
                cut.powerOn();
            }

            requireOneOfTheStates(cut, at);
            thereAndBack(cut);
            assertThat(open(cut, OLD).state().confirmed())
                    .as("1.x after a cut at operation %d", at)
                    .isEqualTo(RELAY.with(THRESHOLD));
            assertThat(open(cut, NEW).state().confirmed())
                    .as("2.x after a cut at operation %d", at)
                    .isEqualTo(ACCOUNT.with(THRESHOLD));
        }
        assertThat(operations).isGreaterThan(15);
    }

    @Test
    void noSecretIsInTheJournal() {
        confirm(open(NEW), ACCOUNT);
        open(OLD);

        assertThat(journal.lines()).anyMatch(line -> line.contains("settings.migrated"));
        assertThat(String.join("\n", journal.lines())).doesNotContain("geheim");
    }

    /// What is done again does no harm.
    private void thereAndBack(Flash medium) {
        SettingsStore older = open(medium, OLD);
        if (!older.state().confirmed().ofServers().equals(RELAY)) {
            confirm(older, RELAY);
        }
        confirm(open(medium, NEW), ACCOUNT.with(THRESHOLD));
        open(medium, OLD);
    }

    /// Whatever image boots after a cut, it can work, and by servers that were once confirmed for
    /// it.
    private void requireOneOfTheStates(SimulatedFlash cut, long at) {
        SettingsState found = open(cut, OLD).state();
        assertThat(found.confirmed().ofServers())
                .as("servers of 1.x after a cut at operation %d", at)
                .isIn(Settings.NONE, RELAY);
        assertThat(FILE.readBy(OLD).read(found.active()))
                .as("after a cut at operation %d", at)
                .isInstanceOf(UnitDocument.Reading.Valid.class);
    }

    private SettingsStore open(FirmwareProfile image) {
        return open(flash, image);
    }

    private SettingsStore open(Flash medium, FirmwareProfile image) {
        return SettingsStore.open(medium, journal, FILE.readBy(image));
    }

    private static void confirm(SettingsStore store, Settings settings) {
        store.tryOut(settings, SPAN);
        store.confirm();
    }

    private static SubmissionPolicy server(FirmwareProfile image, SettingsStore store) {
        UnitDocument.Reading reading = FILE.readBy(image).read(store.state().active());
        assertThat(reading).isInstanceOf(UnitDocument.Reading.Valid.class);
        UnitConfig config = ((UnitDocument.Reading.Valid) reading).config();
        return config.servers().getFirst();
    }

    private long contentBytes() {
        return flash.list().stream().mapToLong(flash::size).sum();
    }

    /// Changes that cannot be drawn together: something is taken away between any two.
    private static Settings many(int count, Settings first, String place) {
        Settings settings = first;
        while (settings.changes().size() < count) {
            settings =
                    settings.changes().size() % 2 == 0
                            ? settings.with(new Change.Remove(new SettingPath(place)))
                            : settings.with(change(place, "20"));
        }
        return settings;
    }

    private static Settings put(String path, String value) {
        return Settings.NONE.with(change(path, value));
    }

    private static Change change(String path, String value) {
        return new Change.Put(new SettingPath(path), value);
    }

    private static UnitDocument file() {
        try {
            Path file = Path.of(System.getProperty("kadec21.home"), "config/units/n2-legacy.yaml");
            return new UnitDocument(
                    "unit.yaml",
                    Files.readString(file),
                    NamedFiles.none(),
                    UnitBinder.reader(),
                    UnaryOperator.identity());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
