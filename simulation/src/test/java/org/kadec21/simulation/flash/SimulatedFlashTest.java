package org.kadec21.simulation.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;

import java.util.Map;
import java.util.SplittableRandom;

class SimulatedFlashTest {

    private final SimulatedFlash flash = new SimulatedFlash(1000, new SplittableRandom(1));

    @Test
    void readsBackWhatWasAppended() {
        flash.create("log");
        flash.append("log", bytes("one"));
        flash.append("log", bytes("two"));

        assertThat(flash.size("log")).isEqualTo(6);
        assertThat(flash.read("log", 0, 100)).isEqualTo(bytes("onetwo"));
        assertThat(flash.read("log", 2, 2)).isEqualTo(bytes("et"));
        assertThat(flash.read("log", 6, 1)).isEmpty();
        assertThat(flash.read("log", 99, 1)).isEmpty();
    }

    @Test
    void doesNotShareArraysWithItsCaller() {
        byte[] appended = bytes("abc");
        flash.create("log");

        flash.append("log", appended);
        appended[0] = 'x';
        flash.read("log", 0, 3)[1] = 'x';

        assertThat(flash.read("log", 0, 3)).isEqualTo(bytes("abc"));
    }

    @Test
    void aLookBehindACutFindsWhatIsDurableAndSharesNothingWithTheRunThatGoesOn() {
        flash.restore(Map.of("log", bytes("ab")));
        flash.append("log", bytes("c"));
        flash.force("log");

        SimulatedFlash found = flash.afterCut(new SplittableRandom(1));
        flash.append("log", bytes("run"));
        found.append("log", bytes("found"));
        flash.flipBit("log", 0, 0);
        found.flipBit("log", 1, 0);

        assertThat(flash.read("log", 0, 99)).isEqualTo(bytes("`bcrun"));
        assertThat(found.read("log", 0, 99)).isEqualTo(bytes("accfound"));
        assertThat(flash.isPowered()).isTrue();
    }

    @Test
    void listsNamesSorted() {
        flash.create("b");
        flash.create("a.1");
        flash.create("a");

        assertThat(flash.list()).containsExactly("a", "a.1", "b");
    }

    @Test
    void renamingReplacesTheTargetAndFreesItsRoom() {
        flash.restore(Map.of("new", bytes("12"), "old", bytes("12345")));

        flash.rename("new", "old");

        assertThat(flash.list()).containsExactly("old");
        assertThat(flash.read("old", 0, 9)).isEqualTo(bytes("12"));
        assertThat(flash.capacity()).isEqualTo(new Flash.Capacity(1000, 998));
    }

    @Test
    void renamingToItselfChangesNothing() {
        flash.restore(Map.of("a", bytes("12")));

        flash.rename("a", "a");

        assertThat(flash.read("a", 0, 9)).isEqualTo(bytes("12"));
        assertThat(flash.capacity().freeBytes()).isEqualTo(998);
    }

    @Test
    void appendsNothingWhenThereIsNoRoom() {
        flash.create("log");
        flash.append("log", new byte[999]);

        assertThatThrownBy(() -> flash.append("log", new byte[2]))
                .isInstanceOf(FlashFullException.class)
                .hasMessageContaining("1 of 1000 bytes are free");
        assertThat(flash.size("log")).isEqualTo(999);
    }

    @Test
    void deletingFreesRoom() {
        flash.create("log");
        flash.append("log", new byte[1000]);

        flash.delete("log");

        assertThat(flash.capacity().freeBytes()).isEqualTo(1000);
    }

    @Test
    void treatsMissingAndExistingNamesAsBugs() {
        flash.create("there");

        assertThatThrownBy(() -> flash.create("there")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.append("missing", new byte[1]))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.force("missing")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.rename("missing", "there"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> flash.delete("missing")).isInstanceOf(IllegalStateException.class);
        assertThat(flash.operations()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "Upper", "with space", "slash/name", "..", "\u00fc"})
    void refusesNamesOutsideTheContract(String name) {
        assertThatThrownBy(() -> flash.create(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 64");
    }

    @Test
    void acceptsNamesUpTo64Characters() {
        flash.create("a".repeat(64));

        assertThat(flash.exists("a".repeat(64))).isTrue();
        assertThatThrownBy(() -> flash.create("a".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsOperationsButNotReads() {
        flash.create("a");
        flash.append("a", bytes("1"));
        flash.force("a");
        flash.rename("a", "b");
        flash.forceDirectory();
        flash.list();
        flash.read("b", 0, 1);
        flash.delete("b");

        assertThat(flash.operations()).isEqualTo(6);
    }

    @Test
    void flipsOneBitAlsoOfForcedBytes() {
        flash.restore(Map.of("a", new byte[] {0, 0}));

        flash.flipBit("a", 1, 7);

        assertThat(flash.read("a", 0, 2)).isEqualTo(new byte[] {0, (byte) 0x80});
        assertThatThrownBy(() -> flash.flipBit("a", 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flash.flipBit("a", 0, 8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
