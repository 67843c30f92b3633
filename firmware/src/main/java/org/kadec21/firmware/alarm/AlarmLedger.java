package org.kadec21.firmware.alarm;

import org.kadec21.firmware.store.StateChange;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.FlashFullException;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Up to which record the rules have judged and where each stands, on flash. A state belongs to the
/// rule as it was defined then: a rule that is new or was changed starts clear.
final class AlarmLedger {

    private static final String RULE_PREFIX = "alarm.rule.";
    private static final String DEFINITION_PREFIX = "alarm.definition.";
    private static final String SUPPLY_PREFIX = "alarm.supply.";
    private static final String JUDGED = "alarm.judged";
    private static final String SEPARATOR = " ";
    private static final String NEVER = "-";

    /// Supply changes that wait for room in the outbox; more than this is not remembered over a
    /// cut.
    private static final int MOST_SUPPLY_NOTES = 50;

    private final List<AlarmRule> rules;
    private final StateStore store;
    private final List<String> unjudged;
    private final SequencedMap<String, RuleState> states = new LinkedHashMap<>();
    private long judged;

    AlarmLedger(List<AlarmRule> rules, StateStore store) {
        this.rules = rules;
        this.store = store;
        this.judged = store.get(JUDGED).map(AlarmLedger::number).orElse(0L);
        this.unjudged = rules.stream().filter(this::isUnjudged).map(AlarmRule::name).toList();
        rules.stream()
                .filter(rule -> !startedNew(rule))
                .forEach(rule ->
                        store.get(RULE_PREFIX + rule.name())
                                .map(AlarmLedger::decoded)
                                .ifPresent(state -> states.put(rule.name(), state)));
    }

    /// The last record judged, 0 before the first.
    long judged() {
        return judged;
    }

    void judgedUpTo(long number) {
        judged = number;
    }

    RuleState state(AlarmRule rule) {
        return Optional.ofNullable(states.get(rule.name())).orElse(RuleState.CLEAR);
    }

    void put(AlarmRule rule, RuleState state) {
        states.put(rule.name(), state);
    }

    /// Whether this boot brought the rule: records from before it are none of its business.
    boolean startedNew(AlarmRule rule) {
        return unjudged.contains(rule.name());
    }

    /// Keeps what the supply showed with a record, before the change it caused is handed over: the
    /// record judged again after a cut then gives the same change.
    void noteSupply(long record, int millivolts) {
        if (store.startingWith(SUPPLY_PREFIX).size() < MOST_SUPPLY_NOTES) {
            changed(new StateChange().put(SUPPLY_PREFIX + record, String.valueOf(millivolts)));
        }
    }

    /// What the supply showed with a record, if that was kept.
    OptionalInt supplyAt(long record) {
        return store.get(SUPPLY_PREFIX + record)
                .map(text -> OptionalInt.of((int) number(text)))
                .orElse(OptionalInt.empty());
    }

    /// Makes it durable; false when there is no room, and nothing has changed.
    boolean save() {
        StateChange change = new StateChange().put(JUDGED, String.valueOf(judged));
        forgetRulesThatAreGone(change);
        store.startingWith(SUPPLY_PREFIX).keySet().forEach(change::remove);
        rules.forEach(rule ->
                change.put(RULE_PREFIX + rule.name(), encoded(state(rule)))
                        .put(DEFINITION_PREFIX + rule.name(), rule.definition()));
        return changed(change);
    }

    private void forgetRulesThatAreGone(StateChange change) {
        List<String> names = rules.stream().map(AlarmRule::name).toList();
        for (String prefix : List.of(RULE_PREFIX, DEFINITION_PREFIX)) {
            store.startingWith(prefix).keySet().stream()
                    .filter(key -> !names.contains(key.substring(prefix.length())))
                    .forEach(change::remove);
        }
    }

    private boolean changed(StateChange change) {
        try {
            store.change(change);
            return true;
        } catch (FlashFullException full) {
            return false;
        }
    }

    /// An image that kept no definitions has judged by the rule of this name.
    private boolean isUnjudged(AlarmRule rule) {
        return store.get(DEFINITION_PREFIX + rule.name())
                .map(before -> !before.equals(rule.definition()))
                .orElseGet(() -> store.get(RULE_PREFIX + rule.name()).isEmpty());
    }

    private static String encoded(RuleState state) {
        return String.join(
                SEPARATOR,
                String.valueOf(state.raised()),
                state.clearedAt().map(Instant::toString).orElse(NEVER),
                String.valueOf(state.badInARow()));
    }

    /// A text this image cannot read means the rule starts clear; the onset is then told once more
    /// rather than never.
    private static RuleState decoded(String text) {
        List<String> parts = List.of(text.split(SEPARATOR, -1));
        try {
            return parts.size() == 3
                    ? new RuleState(
                            Boolean.parseBoolean(parts.getFirst()),
                            NEVER.equals(parts.get(1))
                                    ? Optional.empty()
                                    : Optional.of(Instant.parse(parts.get(1))),
                            Integer.parseInt(parts.getLast()))
                    : RuleState.CLEAR;
        } catch (DateTimeException | NumberFormatException unreadable) {
            return RuleState.CLEAR;
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
