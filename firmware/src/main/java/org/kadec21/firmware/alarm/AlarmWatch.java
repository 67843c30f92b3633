package org.kadec21.firmware.alarm;

import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// Judges each record by all rules and keeps their states over power cuts. A change is handed over
/// before the states that follow from it are written: after a cut in between, the same records are
/// judged again and the same changes come out, which the receiver knows by their names.
public final class AlarmWatch {

    private static final String RULE_PREFIX = "alarm.rule.";
    private static final String JUDGED = "alarm.judged";
    private static final String SEPARATOR = " ";
    private static final String NEVER = "-";

    /// Changes kept in memory while the outbox is full; the oldest stay.
    private static final int MOST_UNPOSTED = 1000;

    private final List<AlarmRule> rules;
    private final StateStore store;
    private final Predicate<AlarmChange> post;
    private final Journal journal;
    private final SequencedMap<String, RuleState> states = new LinkedHashMap<>();
    private final List<AlarmChange> unposted = new ArrayList<>();
    private long judged;

    /// @param post makes a change's mails durable, or finds that they were before; false when there
    ///   is no room now
    public AlarmWatch(
            List<AlarmRule> rules, StateStore store, Predicate<AlarmChange> post, Journal journal) {
        this.rules = List.copyOf(rules);
        this.store = store;
        this.post = post;
        this.journal = journal;
        this.judged = store.get(JUDGED).map(AlarmWatch::number).orElse(0L);
        rules.forEach(rule ->
                states.put(
                        rule.name(),
                        store.get(RULE_PREFIX + rule.name())
                                .map(AlarmWatch::decoded)
                                .orElse(RuleState.CLEAR)));
    }

    /// Judges the records that were stored and not judged before the power went.
    public void catchUp(RecordStore records) {
        records.newestRecord()
                .ifPresent(newest ->
                        records.read(judged + 1, newest.number())
                                .forEach(row -> judge(new Observation(row, OptionalInt.empty()))));
    }

    /// Judges a record just stored.
    public void judge(Observation seen) {
        List<AlarmChange> changes = new ArrayList<>();
        for (AlarmRule rule : rules) {
            AlarmLogic.Step step = AlarmLogic.step(rule, state(rule), seen);
            states.put(rule.name(), step.state());
            step.change().ifPresent(changes::add);
        }
        judged = seen.row().number();
        changes.forEach(this::announce);
        if (!unposted.isEmpty()) {
            post();
        }
    }

    /// Whether a rule of low supply is raised: monitoring mail is then held back.
    public boolean isSupplyLow() {
        return rules.stream()
                .anyMatch(rule -> rule instanceof AlarmRule.LowSupply && state(rule).raised());
    }

    /// The names of the rules that are raised.
    public List<String> raised() {
        return rules.stream().filter(rule -> state(rule).raised()).map(AlarmRule::name).toList();
    }

    private RuleState state(AlarmRule rule) {
        return Optional.ofNullable(states.get(rule.name())).orElse(RuleState.CLEAR);
    }

    private void announce(AlarmChange change) {
        String event =
                switch (change.kind()) {
                    case ONSET -> "alarm.onset";
                    case CLEARED -> "alarm.cleared";
                };
        MeasurementRecord row = change.row();
        journal.event(
                event,
                "rule",
                change.rule().name(),
                "record",
                row.number(),
                "observed",
                row.observedAt());
        if (unposted.size() < MOST_UNPOSTED) {
            unposted.add(change);
        }
    }

    private void post() {
        while (!unposted.isEmpty() && post.test(unposted.getFirst())) {
            unposted.removeFirst();
        }
        if (unposted.isEmpty()) {
            save();
        }
    }

    private void save() {
        StateChange change = new StateChange().put(JUDGED, String.valueOf(judged));
        states.forEach((name, state) -> change.put(RULE_PREFIX + name, encoded(state)));
        store.change(change);
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
