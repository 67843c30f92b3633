package org.kadec21.firmware.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.hal.Flash;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.util.SplittableRandom;

/// A slot table that cannot be read, and what is known all the same.
class LostTableTest {

    private static final String KIND = "communication";
    private static final SlotTable HARDWARE =
            SlotTable.empty(new BoardRevision(KIND, "B"), FittedModule.DUAL_BAND);
    private static final byte[] IMAGE = GoldenImages.dualBand();

    private final RecordedJournal journal = new RecordedJournal();
    private SimulatedFlash flash = new SimulatedFlash(1 << 20, new SplittableRandom(1));

    @BeforeEach
    void aBoardThatHasConfirmedAnImageOfIndexTwo() {
        flash = board(1);
    }

    @Test
    void theCopyStepsInAndTheUnitBootsAsBefore() {
        SlotTable before = slots().table();
        damage(flash, table(flash));

        Slots slots = slots();

        assertThat(slots.table()).isEqualTo(before);
        assertThat(slots.content(Slot.A)).isInstanceOf(SlotContent.Sound.class);
        assertThat(slots.reports())
                .singleElement()
                .asString()
                .contains("its copy holds, with rollback index 2");
        assertThat(flash.list()).anyMatch(name -> name.startsWith("quarantine-slots-"));
    }

    @Test
    void itIsToldOnce() {
        damage(flash, table(flash));
        slots().told();

        assertThat(slots().reports()).isEmpty();
        assertThat(slots().table().rollbackIndex()).isEqualTo(2);
    }

    @Test
    void aTableThatIsGoneComesBack() {
        flash.delete(table(flash));

        assertThat(Slots.kinds(flash)).containsExactly(KIND);
        assertThat(slots().table().rollbackIndex()).isEqualTo(2);
    }

    @Test
    void aDamagedCopyIsWrittenAnew() {
        damage(flash, copy(flash));
        assertThat(slots().reports()).isEmpty();

        damage(flash, table(flash));

        assertThat(slots().table().rollbackIndex()).isEqualTo(2);
    }

    @Test
    void aTableThatSomebodyBeganAnewFallsNotBehindTheCopy() {
        SimulatedFlash begun = new SimulatedFlash(1 << 20, new SplittableRandom(2));
        Slots.prepare(begun, journal, HARDWARE);
        byte[] fresh = content(begun, table(begun));
        flash.delete(table(flash));
        flash.create("slots-communication.00000001");
        flash.append("slots-communication.00000001", fresh);
        flash.force("slots-communication.00000001");

        assertThat(slots().table().rollbackIndex()).isEqualTo(2);
        assertThat(slots().table().slots()).isEmpty();
    }

    @Test
    void withoutAnyCopyTheNextTableBeginsBehindTheImagesThatLieThere() {
        damage(flash, table(flash));
        damage(flash, copy(flash));
        assertThat(Slots.open(flash, journal, KIND)).isEmpty();

        Slots prepared = Slots.prepare(flash, journal, HARDWARE);

        assertThat(prepared.table()).isEqualTo(HARDWARE.burnt(2));
    }

    @Test
    void aFlashWithoutAnImageBeginsAtZero() {
        SimulatedFlash empty = new SimulatedFlash(1 << 20, new SplittableRandom(3));
        empty.create("image-communication-a.jar");
        empty.append("image-communication-a.jar", new byte[100]);

        assertThat(Slots.prepare(empty, journal, HARDWARE).table().rollbackIndex()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCutAtAnyFlashOperationOfTheRecoveryLosesNeitherIndexNorReport(long seed) {
        SimulatedFlash whole = damagedBoard(seed);
        long first = whole.operations();
        open(whole);
        long operations = whole.operations();
        for (long at = first + 1; at <= operations; at++) {
            SimulatedFlash cut = damagedBoard(seed);
            cut.cutAt(at);
            try {
                open(cut);
            } catch (PowerOffException expected) {
                cut.powerOn();
            }

            Slots found = open(cut);
            assertThat(found.table()).as("cut at operation %d", at).isEqualTo(open(whole).table());
            assertThat(found.reports()).as("cut at operation %d", at).hasSize(1);
        }
        assertThat(operations - first).isGreaterThan(4);
    }

    private SimulatedFlash damagedBoard(long seed) {
        SimulatedFlash board = board(seed);
        damage(board, table(board));
        return board;
    }

    private SimulatedFlash board(long seed) {
        SimulatedFlash board = new SimulatedFlash(1 << 20, new SplittableRandom(seed));
        Slots slots = Slots.prepare(board, journal, HARDWARE);
        switch (slots.check(IMAGE, GoldenImages.keys(), GoldenImages.IN_TIME)) {
            case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), IMAGE);
            case ImageVerdict.Refused refused ->
                    throw new IllegalStateException(refused.refusal().sentence());
        }
        slots.confirm(Slot.A);
        return board;
    }

    private Slots slots() {
        return open(flash);
    }

    private Slots open(Flash medium) {
        return Slots.open(medium, journal, KIND).orElseThrow();
    }

    private static String table(Flash medium) {
        return named(medium, "slots-");
    }

    private static String copy(Flash medium) {
        return named(medium, "spare-");
    }

    private static String named(Flash medium, String prefix) {
        return medium.list().stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] content(Flash medium, String name) {
        return medium.read(name, 0, (int) medium.size(name));
    }

    /// One bit of the header is another one.
    private static void damage(SimulatedFlash medium, String name) {
        byte[] content = content(medium, name);
        content[9] ^= 1;
        medium.delete(name);
        medium.create(name);
        medium.append(name, content);
        medium.force(name);
        medium.forceDirectory();
    }
}
