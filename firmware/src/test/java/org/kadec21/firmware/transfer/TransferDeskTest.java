package org.kadec21.firmware.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.transfer.TransferDesk.Wariness;
import org.kadec21.hal.Board;
import org.kadec21.hal.Time;
import org.kadec21.simulation.board.SimulatedBoard;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What a unit demands before it takes an image.
class TransferDeskTest {

    private static final int SHOWN_MILLIVOLTS = 11_800;

    private Wariness wariness = new Wariness(Optional.empty(), SHOWN_MILLIVOLTS);

    @Test
    void theLowestSupplyIsReadAtTheTimeOfTheOrder() {
        TransferDesk desk = desk();
        assertThat(desk.isSupplyTooLow()).isFalse();

        wariness = new Wariness(Optional.empty(), SHOWN_MILLIVOLTS + 1);

        assertThat(desk.isSupplyTooLow()).isTrue();
        assertThat(desk.lowestMillivolts()).isEqualTo(SHOWN_MILLIVOLTS + 1);
    }

    @Test
    void withoutARuleForTheSupplyAnEmptyBatteryIsTheLimit() {
        assertThat(TransferDesk.lowestMillivolts(List.<AlarmRule>of()))
                .isEqualTo(TransferDesk.STANDARD_LOWEST_MILLIVOLTS);
    }

    private TransferDesk desk() {
        Board board =
                new SimulatedBoard(
                        new StoppedTime(),
                        null,
                        null,
                        (event, fields) -> {},
                        Flashes.empty(),
                        null,
                        null,
                        null,
                        () -> SHOWN_MILLIVOLTS);
        return new TransferDesk(board, new LinkedHashMap<>(), () -> wariness, Optional.empty());
    }

    private static final class StoppedTime implements Time {

        @Override
        public Instant now() {
            return Instant.parse("2012-07-01T00:00:00Z");
        }

        @Override
        public long nanos() {
            return 0;
        }
    }
}
