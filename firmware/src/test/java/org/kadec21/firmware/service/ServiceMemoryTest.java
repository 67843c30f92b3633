package org.kadec21.firmware.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.simulation.flash.SimulatedFlash;

/// What a service port knows after the power was gone.
class ServiceMemoryTest {

    private final RecordedJournal journal = new RecordedJournal();
    private final SimulatedFlash flash = Flashes.empty();

    @Test
    void aPortAtWhichNobodyGuessedWritesNothing() {
        ServiceMemory memory = open();
        memory.wrongTries(0);
        memory.draftLossTold();

        assertThat(memory.wrongTries()).isZero();
        assertThat(memory.isDraftLost()).isFalse();
        assertThat(flash.list()).isEmpty();
    }

    @Test
    void wrongTriesAreRememberedAndForgotten() {
        open().wrongTries(4);
        assertThat(open().wrongTries()).isEqualTo(4);

        open().wrongTries(0);
        assertThat(open().wrongTries()).isZero();
    }

    @Test
    void aDraftThatWentWithThePowerIsToldOnce() {
        open().draftBegun();

        ServiceMemory after = open();
        assertThat(after.isDraftLost()).isTrue();
        after.draftLossTold();

        assertThat(after.isDraftLost()).isFalse();
        assertThat(open().isDraftLost()).isFalse();
    }

    @Test
    void aDraftThatEndedIsNotMissed() {
        ServiceMemory memory = open();
        memory.draftBegun();
        memory.draftEnded();

        assertThat(open().isDraftLost()).isFalse();
    }

    @Test
    void manyGuessesDoNotFillTheFlash() {
        ServiceMemory memory = open();
        for (int guess = 1; guess <= 5000; guess++) {
            memory.wrongTries(guess);
        }

        assertThat(memory.wrongTries()).isEqualTo(5000);
        assertThat(flash.list()).hasSize(1);
        assertThat(flash.size(flash.list().getFirst())).isLessThan(Log.COMPACT_ABOVE_BYTES + 1024);
    }

    @Test
    void aFlashWithoutRoomCostsTheMemoryOnly() {
        ServiceMemory memory = ServiceMemory.open(Flashes.ofSize(40, 1), journal);

        memory.wrongTries(3);
        memory.draftBegun();

        assertThat(memory.wrongTries()).isZero();
    }

    private ServiceMemory open() {
        return ServiceMemory.open(flash, journal);
    }
}
