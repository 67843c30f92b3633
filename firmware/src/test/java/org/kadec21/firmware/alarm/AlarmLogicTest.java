package org.kadec21.firmware.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.alarm.AlarmRule.Direction;
import org.kadec21.firmware.alarm.AlarmRule.LowSupply;
import org.kadec21.firmware.alarm.AlarmRule.SensorFault;
import org.kadec21.firmware.alarm.AlarmRule.Threshold;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.Samples;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class AlarmLogicTest {

    private static final String WIND = "wind_speed_mps";

    /// Hourly values in, `+` onset, `-` cleared, `.` nothing out.
    @ParameterizedTest
    @CsvSource({
        "14.9 15.0 15.0 12.1 12.0 15.0,     .+..-+",
        "15 12,                             +-",
        "12.0 11.9 0,                       ...",
        "15.0 _ _ 14.0 12.0,                +...-",
        "15.00 12.000,                      +-",
        "20 13 20 13 12 13 15,              +...-.+",
        "_ _ _,                             ...",
    })
    void risingThresholdHasHysteresisAndIgnoresEmptyValues(String values, String changes) {
        assertThat(play(rising(Duration.ZERO), values)).isEqualTo(changes);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1 0.0 -1 1.9 2.0 0.0, .+..-+",
        "5 -5 1.9 5,             .+.-",
    })
    void fallingThresholdLooksTheOtherWay(String values, String changes) {
        Threshold frost =
                new Threshold(
                        "frost",
                        WIND,
                        Direction.FALLING,
                        new BigDecimal("0.0"),
                        new BigDecimal("2.0"),
                        Duration.ZERO);

        assertThat(play(frost, values)).isEqualTo(changes);
    }

    @Test
    void holdOffDelaysTheNextOnsetFromTheClearingOn() {
        assertThat(play(rising(Duration.ofHours(3)), "15 12 15 15 15 15")).isEqualTo("+-..+.");
    }

    @Test
    void holdOffIsOverWhenTheClockWasSetBackBehindTheClearing() {
        RuleState clearedInTheFuture =
                new RuleState(false, Optional.of(Instant.parse("2080-01-01T00:00:00Z")), 0);

        AlarmLogic.Step step =
                AlarmLogic.step(
                        rising(Duration.ofHours(3)),
                        clearedInTheFuture,
                        new Observation(row(1, "20"), OptionalInt.empty()));

        assertThat(mark(step)).isEqualTo("+");
    }

    @Test
    void holdOffDoesNotDelayTheFirstOnset() {
        assertThat(play(rising(Duration.ofHours(3)), "15")).isEqualTo("+");
    }

    @ParameterizedTest
    @CsvSource({
        "1 _ _ _ _ 1 _ _ 1,   ...+.-...",
        "1 99 _ -3 1,          ...+-",
        "0 60 0,               ...",
    })
    void sensorFaultNeedsAsManyBadValuesInARow(String values, String changes) {
        SensorFault fault =
                new SensorFault(
                        "anemometer",
                        WIND,
                        3,
                        Optional.of(new BigDecimal("0")),
                        Optional.of(new BigDecimal("60")));

        assertThat(play(fault, values)).isEqualTo(changes);
    }

    @Test
    void lowSupplyHasHysteresisAndNeedsAMeasurement() {
        LowSupply rule = new LowSupply("supply", 11_000, 11_500);
        StringBuilder changes = new StringBuilder();
        RuleState state = RuleState.CLEAR;

        for (OptionalInt millivolts :
                List.of(
                        OptionalInt.of(11_001),
                        OptionalInt.of(11_000),
                        OptionalInt.empty(),
                        OptionalInt.of(11_499),
                        OptionalInt.of(11_500))) {
            AlarmLogic.Step step =
                    AlarmLogic.step(rule, state, new Observation(row(1, "1"), millivolts));
            changes.append(mark(step));
            state = step.state();
        }

        assertThat(changes.toString()).isEqualTo(".+..-");
    }

    @Test
    void changeTellsTheRecordAndTheValueAsItWasWritten() {
        AlarmLogic.Step step =
                AlarmLogic.step(
                        rising(Duration.ZERO),
                        RuleState.CLEAR,
                        new Observation(row(7, "15.40"), OptionalInt.empty()));

        assertThat(step.change())
                .hasValueSatisfying(change -> {
                    assertThat(change.row().number()).isEqualTo(7);
                    assertThat(change.value()).isEqualTo("15.40");
                });
    }

    private static Threshold rising(Duration holdOff) {
        return new Threshold(
                "high-wind",
                WIND,
                Direction.RISING,
                new BigDecimal("15.0"),
                new BigDecimal("12.0"),
                holdOff);
    }

    private static String play(AlarmRule rule, String values) {
        List<String> changes = new ArrayList<>();
        RuleState state = RuleState.CLEAR;
        int hour = 0;
        for (String value : List.of(values.split(" ", -1))) {
            hour++;
            AlarmLogic.Step step =
                    AlarmLogic.step(
                            rule,
                            state,
                            new Observation(
                                    row(hour, value.equals("_") ? "" : value),
                                    OptionalInt.empty()));
            changes.add(mark(step));
            state = step.state();
        }
        return String.join("", changes);
    }

    private static MeasurementRecord row(int number, String wind) {
        return new MeasurementRecord(number, Samples.of(number, Samples.WIND, wind, ""));
    }

    private static String mark(AlarmLogic.Step step) {
        return step.change()
                .map(change -> change.kind() == AlarmChange.Kind.ONSET ? "+" : "-")
                .orElse(".");
    }
}
