package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;

/// Up to which record data is owed to its recipients: the newest one each time the schedule comes
/// round. Survives a restart, and a moment missed without power is made up for.
final class OwedRecords {

    private static final String OWED = "monitoring.owed";
    private static final String SERVED = "monitoring.served";

    private final Storage storage;
    private final Time time;
    private final Journal journal;
    private final MonitoringSchedule schedule;
    private long upTo;

    OwedRecords(Schedule schedule, ZoneId zone, Storage storage, Time time, Journal journal) {
        this.storage = storage;
        this.time = time;
        this.journal = journal;
        this.upTo = storage.state().get(OWED).map(OwedRecords::number).orElse(0L);
        Instant served = storage.state().get(SERVED).map(this::instant).orElseGet(time::now);
        this.schedule = MonitoringSchedule.of(schedule, zone, time, served);
        if (storage.state().get(SERVED).isEmpty()) {
            save();
        }
    }

    long upTo() {
        return upTo;
    }

    MonitoringSchedule schedule() {
        return schedule;
    }

    /// Whether the schedule's moment has come.
    boolean isDue() {
        return time.isOver(schedule.next());
    }

    /// All records there are now are owed; durable when this returns.
    void take() {
        schedule.advance();
        upTo = storage.records().newestRecord().map(MeasurementRecord::number).orElse(upTo);
        save();
        journal.event("monitoring.due", "upTo", upTo);
    }

    private void save() {
        storage.state()
                .change(
                        new StateChange()
                                .put(OWED, String.valueOf(upTo))
                                .put(SERVED, time.now().toString()));
    }

    private Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException damaged) {
            return time.now();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }
}
