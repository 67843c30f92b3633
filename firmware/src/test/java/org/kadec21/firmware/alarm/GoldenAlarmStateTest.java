package org.kadec21.firmware.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.alarm.AlarmRule.Direction;
import org.kadec21.firmware.alarm.AlarmRule.LowSupply;
import org.kadec21.firmware.alarm.AlarmRule.SensorFault;
import org.kadec21.firmware.alarm.AlarmRule.Threshold;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.GoldenFlash;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Journal;
import org.kadec21.simulation.flash.SimulatedFlash;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where alarm rules stand in the state of layout 1.0, as released: every key must be readable for
/// ever, and what is written today is the same, byte for byte. The golden file is never changed.
final class GoldenAlarmStateTest {

    private static final String FOLDER = "/flash-layout-1.0/alarm/";
    private static final List<String> FILES = List.of("state.00000001");
    private static final Journal SILENT = (event, fields) -> {};

    private static final AlarmRule WIND = threshold("high-wind", Direction.RISING, "15", "12");
    private static final AlarmRule COLD = threshold("frost", Direction.FALLING, "-3.5", "0");
    private static final AlarmRule FAULT =
            new SensorFault(
                    "sensor-fault",
                    "wind_speed_mps",
                    3,
                    Optional.of(BigDecimal.ZERO),
                    Optional.empty());
    private static final AlarmRule SUPPLY = new LowSupply("supply", 11_000, 11_500);
    private static final List<AlarmRule> RULES = List.of(WIND, COLD, FAULT, SUPPLY);

    private static final RuleState RAISED = new RuleState(true, Optional.empty(), 0);
    private static final RuleState CLEARED =
            new RuleState(false, Optional.of(Instant.parse("2013-02-03T04:05:06.5Z")), 0);
    private static final RuleState TWICE_BAD = new RuleState(false, Optional.empty(), 2);

    private final SimulatedFlash flash = GoldenFlash.of(FOLDER, FILES);

    @Test
    void writesTheSameBytesToday() {
        assertThat(written().snapshot().get("state.00000001"))
                .isEqualTo(GoldenFlash.contents(FOLDER, FILES).get("state.00000001"));
    }

    @Test
    void readsWhereEachRuleStands() {
        AlarmLedger ledger = ledger(flash, RULES);

        assertThat(ledger.judged()).isEqualTo(41);
        assertThat(RULES).noneMatch(ledger::startedNew);
        assertThat(RULES)
                .extracting(ledger::state)
                .containsExactly(RAISED, CLEARED, TWICE_BAD, RuleState.CLEAR);
    }

    @Test
    void readsWhatTheSupplyShowed() {
        AlarmLedger ledger = ledger(flash, RULES);

        assertThat(ledger.supplyAt(42)).hasValue(10_900);
        assertThat(ledger.supplyAt(41)).isEmpty();
    }

    @Test
    void tellsARuleThatWasChangedFromTheOneItWas() {
        AlarmRule other = threshold("high-wind", Direction.RISING, "18", "12");

        AlarmLedger ledger = ledger(flash, List.of(other));

        assertThat(ledger.startedNew(other)).isTrue();
    }

    private static SimulatedFlash written() {
        SimulatedFlash flash = Flashes.empty();
        AlarmLedger ledger = ledger(flash, RULES);
        ledger.put(WIND, RAISED);
        ledger.put(COLD, CLEARED);
        ledger.put(FAULT, TWICE_BAD);
        ledger.judgedUpTo(41);
        ledger.save();
        ledger.noteSupply(42, 10_900);
        return flash;
    }

    private static AlarmLedger ledger(SimulatedFlash flash, List<AlarmRule> rules) {
        return new AlarmLedger(rules, StateStore.open(flash, SILENT));
    }

    private static AlarmRule threshold(
            String name, Direction direction, String onset, String clear) {
        return new Threshold(
                name,
                "wind_speed_mps",
                direction,
                new BigDecimal(onset),
                new BigDecimal(clear),
                Duration.ofMinutes(10));
    }
}
