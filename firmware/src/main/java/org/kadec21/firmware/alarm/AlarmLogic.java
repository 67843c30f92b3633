package org.kadec21.firmware.alarm;

import org.kadec21.firmware.alarm.AlarmChange.Kind;
import org.kadec21.firmware.alarm.AlarmRule.LowSupply;
import org.kadec21.firmware.alarm.AlarmRule.SensorFault;
import org.kadec21.firmware.alarm.AlarmRule.Threshold;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One rule, one state, one observation: the next state, and the change if there was one. Numbers
/// are compared as decimal numbers (`15` equals `15.0`).
public final class AlarmLogic {

    private AlarmLogic() {}

    /// The state after an observation.
    public record Step(RuleState state, Optional<AlarmChange> change) {

        static Step still(RuleState state) {
            return new Step(state, Optional.empty());
        }
    }

    public static Step step(AlarmRule rule, RuleState state, Observation seen) {
        return switch (rule) {
            case Threshold threshold -> threshold(threshold, state, seen);
            case SensorFault fault -> fault(fault, state, seen);
            case LowSupply supply -> supply(supply, state, seen);
        };
    }

    private static Step threshold(Threshold rule, RuleState state, Observation seen) {
        Optional<BigDecimal> value = seen.row().value(rule.channel());
        if (value.isEmpty()) {
            return Step.still(state);
        }
        String text = seen.row().text(rule.channel()).orElseThrow();
        if (!state.raised()
                && reached(rule, value.get())
                && holdOffIsOver(rule.holdOff(), state, seen.row().observedAt())) {
            return raise(rule, state, seen, text);
        }
        if (state.raised() && returned(rule, value.get())) {
            return clear(rule, state, seen, text);
        }
        return Step.still(state);
    }

    private static boolean reached(Threshold rule, BigDecimal value) {
        return switch (rule.direction()) {
            case RISING -> value.compareTo(rule.onset()) >= 0;
            case FALLING -> value.compareTo(rule.onset()) <= 0;
        };
    }

    private static boolean returned(Threshold rule, BigDecimal value) {
        return switch (rule.direction()) {
            case RISING -> value.compareTo(rule.clear()) <= 0;
            case FALLING -> value.compareTo(rule.clear()) >= 0;
        };
    }

    /// Also over when the clock was set back behind the clearing: nobody knows then how long ago it
    /// was, and an alarm too many is better than one too late.
    private static boolean holdOffIsOver(Duration holdOff, RuleState state, Instant now) {
        return state.clearedAt()
                .map(cleared -> now.isBefore(cleared) || !now.isBefore(cleared.plus(holdOff)))
                .orElse(true);
    }

    private static Step fault(SensorFault rule, RuleState state, Observation seen) {
        boolean good =
                seen.row()
                        .value(rule.channel())
                        .filter(value -> isPossible(rule, value))
                        .isPresent();
        String text = seen.row().text(rule.channel()).orElse("");
        if (good) {
            RuleState calm = new RuleState(state.raised(), state.clearedAt(), 0);
            return state.raised() ? clear(rule, calm, seen, text) : Step.still(calm);
        }
        RuleState worse =
                new RuleState(
                        state.raised(),
                        state.clearedAt(),
                        Math.min(rule.samples(), state.badInARow() + 1));
        return !state.raised() && worse.badInARow() >= rule.samples()
                ? raise(rule, worse, seen, text)
                : Step.still(worse);
    }

    private static boolean isPossible(SensorFault rule, BigDecimal value) {
        return rule.lowest().map(lowest -> value.compareTo(lowest) >= 0).orElse(true)
                && rule.highest().map(highest -> value.compareTo(highest) <= 0).orElse(true);
    }

    private static Step supply(LowSupply rule, RuleState state, Observation seen) {
        if (seen.supplyMillivolts().isEmpty()) {
            return Step.still(state);
        }
        int millivolts = seen.supplyMillivolts().getAsInt();
        if (!state.raised() && millivolts <= rule.onsetMillivolts()) {
            return raise(rule, state, seen, String.valueOf(millivolts));
        }
        if (state.raised() && millivolts >= rule.clearMillivolts()) {
            return clear(rule, state, seen, String.valueOf(millivolts));
        }
        return Step.still(state);
    }

    private static Step raise(AlarmRule rule, RuleState state, Observation seen, String value) {
        return new Step(
                new RuleState(true, state.clearedAt(), state.badInARow()),
                Optional.of(new AlarmChange(rule, Kind.ONSET, seen.row(), value)));
    }

    private static Step clear(AlarmRule rule, RuleState state, Observation seen, String value) {
        return new Step(
                new RuleState(false, Optional.of(seen.row().observedAt()), state.badInARow()),
                Optional.of(new AlarmChange(rule, Kind.CLEARED, seen.row(), value)));
    }
}
