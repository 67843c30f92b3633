package org.kadec21.firmware.comms;

import org.kadec21.firmware.outbox.Content;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What is to be sent, and when: alarms before everything, recorded data once it is owed and while
/// the supply holds.
final class Agenda {

    private final Storage storage;
    private final CutMaker cuts;
    private final OwedRecords owed;
    private final MailDelays delays;
    private final BooleanSupplier supplyIsLow;
    private final Time time;

    Agenda(
            Storage storage,
            CutMaker cuts,
            OwedRecords owed,
            MailDelays delays,
            BooleanSupplier supplyIsLow,
            Time time) {
        this.storage = storage;
        this.cuts = cuts;
        this.owed = owed;
        this.delays = delays;
        this.supplyIsLow = supplyIsLow;
        this.time = time;
    }

    /// What goes next on a connection that works; a new cut is made when it is its turn.
    Optional<Entry> next() {
        Optional<Entry> alarm = dueAlarm();
        if (alarm.isPresent()) {
            return alarm;
        }
        return holdsBack() || !owesRecords()
                ? Optional.empty()
                : cuts.current(owed.upTo()).filter(entry -> time.isOver(delays.until(entry)));
    }

    /// Whether an alarm, or what the unit has to say of itself, may go now.
    boolean isAlarmDue() {
        return dueAlarm().isPresent();
    }

    /// When a connection is worth opening: never, while nothing waits.
    Deadline dueAt(Patience patience) {
        return alarmDue(patience).earlier(monitoringDue(patience));
    }

    /// Whether anything at all is left to send of what is owed now.
    boolean isEmpty() {
        return alarms().isEmpty() && !owesRecords();
    }

    private Optional<Entry> dueAlarm() {
        return alarms().stream().filter(entry -> time.isOver(delays.until(entry))).findFirst();
    }

    private Deadline alarmDue(Patience patience) {
        return alarms().stream()
                .map(delays::until)
                .min(Comparator.naturalOrder())
                .map(soonest -> later(soonest, patience.alarmsFrom()))
                .orElse(Deadline.never());
    }

    private Deadline monitoringDue(Patience patience) {
        if (holdsBack() || !owesRecords()) {
            return Deadline.never();
        }
        Deadline delay =
                storage.outbox().openCut().map(delays::until).orElse(patience.monitoringFrom());
        return later(delay, patience.monitoringFrom());
    }

    private List<Entry> alarms() {
        return storage.outbox().open().stream()
                .filter(entry -> entry.content() instanceof Content.Rendered)
                .toList();
    }

    private boolean owesRecords() {
        return storage.outbox().openCut().isPresent()
                || owed.upTo() > storage.records().acknowledgedUpTo();
    }

    private boolean holdsBack() {
        return supplyIsLow.getAsBoolean();
    }

    private static Deadline later(Deadline one, Deadline other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
