package org.kadec21.updater.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/// Slot tables that cannot be read, and the copy that a unit keeps of them.
class SlotStoreTest {

    private static final String KIND = "communication";
    private static final String TABLE = "slots-communication.00000001";
    private static final SlotTable THIRD = SlotTable.empty(KIND, "B", "dual-band", 1, 3);

    private final TearingFlash flash = new TearingFlash();
    private final SlotStore store = new SlotStore(flash, 1000);

    @BeforeEach
    void aPreparedBoard() throws IOException {
        store.write(THIRD);
    }

    @Test
    void theCopyCountsWhereTheTableCannotBeRead() throws IOException {
        copy(THIRD.burnt(4));
        flash.damage(TABLE);

        assertThat(store.table(KIND)).contains(THIRD.burnt(4));
        assertThat(store.boards()).containsExactly(KIND);
    }

    @Test
    void theCopyCountsWhereTheTableIsGone() throws IOException {
        copy(THIRD);
        flash.delete(TABLE);

        assertThat(store.table(KIND)).contains(THIRD);
        assertThat(store.boards()).containsExactly(KIND);
    }

    @Test
    void theHigherRollbackIndexOfBothCounts() throws IOException {
        copy(THIRD.burnt(5));

        assertThat(store.table(KIND).orElseThrow().rollbackIndex()).isEqualTo(5);
    }

    @Test
    void aDamagedTableWithoutACopyIsNotGuessedAt() {
        flash.damage(TABLE);

        assertThatThrownBy(() -> store.table(KIND))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a slot table in " + TABLE);
    }

    @Test
    void aDamagedCopyIsOfNoMatter() throws IOException {
        copy(THIRD.burnt(5));
        flash.damage("spare-communication.00000001");

        assertThat(store.table(KIND)).contains(THIRD);
    }

    @Test
    void aDamagedTableIsPutAsideUnderANameOfItsOwn() throws IOException {
        flash.create("quarantine-" + TABLE);
        flash.damage(TABLE);

        assertThat(store.putAsideDamaged(KIND)).isTrue();

        assertThat(flash.list())
                .containsExactly("quarantine-" + TABLE, "quarantine-" + TABLE + "-2");
        assertThat(store.table(KIND)).isEmpty();
    }

    @Test
    void aSoundTableIsNotPutAside() throws IOException {
        assertThat(store.putAsideDamaged(KIND)).isFalse();
        assertThat(store.putAsideDamaged("cpu")).isFalse();
        assertThat(store.table(KIND)).contains(THIRD);
    }

    private void copy(SlotTable table) throws IOException {
        flash.create("spare-communication.00000001");
        flash.append("spare-communication.00000001", SlotTableFile.encode(table));
    }
}
