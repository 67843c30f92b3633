package org.kadec21.firmware.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Time;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.time.Duration;
import java.time.Instant;

/// A clock that somebody sets, across boots and power cuts.
class UnitClockTest {

    private static final Instant BOARD = Instant.parse("2013-05-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long RECORD = 7;

    private final RecordedJournal journal = new RecordedJournal();
    private final SimulatedFlash flash = Flashes.empty();

    @Test
    void aClockThatWasNeverSetShowsTheBoardsAndWritesNothing() {
        UnitClock clock = recover(flash);

        assertThat(clock.now()).isEqualTo(BOARD);
        assertThat(clock.offset()).isZero();
        assertThat(clock.stepSince(0)).isZero();
        assertThat(flash.operations()).isZero();
    }

    @Test
    void whatWasSetOutlivesThePower() {
        Duration by = recover(flash).set(BOARD.plus(HOUR), RECORD);
        flash.cutPower();
        flash.powerOn();

        assertThat(by).isEqualTo(HOUR);
        assertThat(recover(flash).now()).isEqualTo(BOARD.plus(HOUR));
        assertThat(recover(flash).offset()).isEqualTo(HOUR);
    }

    @Test
    void monotonicTimeStaysWhereItIs() {
        UnitClock clock = recover(flash);
        long before = clock.nanos();

        clock.set(BOARD.plus(Duration.ofDays(365)), RECORD);

        assertThat(clock.nanos()).isEqualTo(before);
    }

    @Test
    void theNextRecordTellsAllStepsSinceTheOneBefore() {
        UnitClock clock = recover(flash);
        clock.set(BOARD.plus(HOUR), RECORD);
        clock.set(BOARD.minus(HOUR), RECORD);

        assertThat(recover(flash).stepSince(RECORD)).isEqualTo(HOUR.negated());
        assertThat(recover(flash).stepSince(RECORD + 1)).as("told by then").isZero();
    }

    @Test
    void aStepBehindALaterRecordBeginsAnew() {
        UnitClock clock = recover(flash);
        clock.set(BOARD.plus(HOUR), RECORD);
        clock.set(BOARD.plus(HOUR).plusSeconds(5), RECORD + 1);

        assertThat(clock.stepSince(RECORD + 1)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void itCanShowTheBoardsTimeAgain() {
        UnitClock clock = recover(flash);
        clock.set(BOARD.plus(HOUR), RECORD);

        assertThat(clock.unset(RECORD)).isEqualTo(HOUR.negated());
        assertThat(recover(flash).now()).isEqualTo(BOARD);
        assertThat(recover(flash).stepSince(RECORD)).isZero();
    }

    @Test
    void noUnitLivesBeforeItsFirmwareOrInAYearOfFiveDigits() {
        UnitClock clock = recover(flash);

        assertThat(UnitClock.allows(UnitClock.EARLIEST)).isTrue();
        assertThat(UnitClock.allows(UnitClock.EARLIEST.minusNanos(1))).isFalse();
        assertThat(UnitClock.allows(UnitClock.LATEST)).isFalse();
        assertThatThrownBy(() -> clock.set(Instant.EPOCH, RECORD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(clock.now()).isEqualTo(BOARD);
    }

    @Test
    void aFlashWithoutRoomLeavesTheClockAsItIs() {
        SimulatedFlash small = Flashes.ofSize(40, 1);
        UnitClock clock = recover(small);

        assertThatThrownBy(() -> clock.set(BOARD.plus(HOUR), RECORD))
                .isInstanceOf(FlashFullException.class);

        assertThat(clock.now()).isEqualTo(BOARD);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void aPowerCutAtAnyOperationLeavesOneClockOrTheOther() {
        setTwice(flash);
        long operations = flash.operations();
        for (long at = 1; at <= operations; at++) {
            SimulatedFlash cut = Flashes.ofSize(4 << 20, at);
            cut.cutAt(at);
            assertThatThrownBy(() -> setTwice(cut)).isInstanceOf(PowerOffException.class);
            cut.powerOn();

            UnitClock found = recover(cut);

            assertThat(found.offset())
                    .as("cut at operation %d", at)
                    .isIn(Duration.ZERO, HOUR, HOUR.negated());
            assertThat(found.stepSince(RECORD)).as("told with it").isEqualTo(found.offset());
        }
        assertThat(operations).isGreaterThan(5);
    }

    private void setTwice(SimulatedFlash where) {
        UnitClock clock = recover(where);
        clock.set(BOARD.plus(HOUR), RECORD);
        clock.set(BOARD.minus(HOUR), RECORD);
    }

    private UnitClock recover(SimulatedFlash where) {
        return UnitClock.recover(where, journal, new StoppedTime());
    }

    /// A board's clocks, standing still.
    private static final class StoppedTime implements Time {

        @Override
        public Instant now() {
            return BOARD;
        }

        @Override
        public long nanos() {
            return 42;
        }
    }
}
