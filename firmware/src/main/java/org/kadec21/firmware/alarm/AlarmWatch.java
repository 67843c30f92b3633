package org.kadec21.firmware.alarm;

import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Judges each record by all rules and keeps their states over power cuts. A change is handed over
/// before the states that follow from it are written: after a cut in between, the same records are
/// judged again and the same changes come out, which the receiver knows by their names.
public final class AlarmWatch {

    /// Changes kept in memory while the outbox is full. With so many nothing more is judged; the
    /// records wait on flash until there is room.
    static final int MOST_UNPOSTED = 1000;

    /// So many records without any change are judged again after a cut, at most: it saves flash.
    static final int RECORDS_PER_SAVE = 24;

    private final List<AlarmRule> rules;
    private final RecordStore records;
    private final AlarmLedger ledger;
    private final Predicate<AlarmChange> post;
    private final Journal journal;
    private final long newestAtStart;
    private final List<AlarmChange> unposted = new ArrayList<>();
    private boolean changed;
    private long saved;

    /// @param post makes a change's mails durable, or finds that they were before; false when there
    ///   is no room now
    public AlarmWatch(
            List<AlarmRule> rules,
            RecordStore records,
            StateStore store,
            Predicate<AlarmChange> post,
            Journal journal) {
        this.rules = List.copyOf(rules);
        this.records = records;
        this.ledger = new AlarmLedger(this.rules, store);
        this.post = post;
        this.journal = journal;
        this.newestAtStart = records.newestRecord().map(MeasurementRecord::number).orElse(0L);
        this.saved = ledger.judged();
    }

    /// Judges the records that were stored and not judged before the power went. Rules that are new
    /// with this start begin after them.
    public void catchUp() {
        judgeStored(newestAtStart);
        changed = true; // definitions too are kept from the start on
        post();
    }

    /// Judges a record just taken.
    public void judge(Observation seen) {
        if (isFull()) {
            post();
        }
        MeasurementRecord row = seen.row();
        if (row.isStored() && row.number() > ledger.judged() + 1) {
            judgeStored(row.number() - 1);
        }
        if (!isFull()) {
            step(seen);
        }
    }

    /// Whether a rule of low supply is raised: monitoring mail is then held back.
    public boolean isSupplyLow() {
        return rules.stream()
                .anyMatch(
                        rule -> rule instanceof AlarmRule.LowSupply && ledger.state(rule).raised());
    }

    /// The names of the rules that are raised.
    public List<String> raised() {
        return rules.stream()
                .filter(rule -> ledger.state(rule).raised())
                .map(AlarmRule::name)
                .toList();
    }

    private void judgeStored(long last) {
        for (MeasurementRecord row : records.read(ledger.judged() + 1, last)) {
            if (isFull()) {
                return;
            }
            step(new Observation(row, ledger.supplyAt(row.number())));
        }
    }

    private boolean isFull() {
        return unposted.size() >= MOST_UNPOSTED;
    }

    private void step(Observation seen) {
        MeasurementRecord row = seen.row();
        for (AlarmRule rule : rules) {
            if (concerns(rule, row)) {
                AlarmLogic.Step step = AlarmLogic.step(rule, ledger.state(rule), seen);
                ledger.put(rule, step.state());
                step.change().ifPresent(change -> announce(change, seen));
            }
        }
        if (row.isStored()) {
            ledger.judgedUpTo(row.number());
        }
        post();
    }

    private boolean concerns(AlarmRule rule, MeasurementRecord row) {
        return !ledger.startedNew(rule) || !row.isStored() || row.number() > newestAtStart;
    }

    private void announce(AlarmChange change, Observation seen) {
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
        if (change.rule() instanceof AlarmRule.LowSupply && row.isStored()) {
            seen.supplyMillivolts().ifPresent(shown -> ledger.noteSupply(row.number(), shown));
        }
        unposted.add(change);
        changed = true;
    }

    private void post() {
        while (!unposted.isEmpty() && post.test(unposted.getFirst())) {
            unposted.removeFirst();
        }
        if (unposted.isEmpty() && (changed || ledger.judged() - saved >= RECORDS_PER_SAVE)) {
            save();
        }
    }

    private void save() {
        if (ledger.save()) {
            changed = false;
            saved = ledger.judged();
        } else {
            journal.event("flash.full", "what", "alarm states");
        }
    }
}
