package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;

/// Up to which record data is owed to its recipients: the newest one each time the schedule comes
/// round. Survives a restart, and a moment missed without power is made up for. On a flash without
/// room for that it lives in memory until there is room.
final class OwedRecords {

    private static final String OWED = "monitoring.owed";
    private static final String SERVED = "monitoring.served";

    private final Storage storage;
    private final Time time;
    private final Journal journal;
    private final Notices notices;
    private final MonitoringSchedule schedule;
    private long upTo;
    private Instant served;
    private boolean onlyInMemory;

    OwedRecords(
            Schedule schedule,
            ZoneId zone,
            Storage storage,
            Time time,
            Journal journal,
            Notices notices) {
        this.storage = storage;
        this.time = time;
        this.journal = journal;
        this.notices = notices;
        this.upTo = storage.state().get(OWED).map(OwedRecords::number).orElse(0L);
        this.served = storage.state().get(SERVED).map(this::instant).orElseGet(time::now);
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

    /// All records there are now are owed; durable when this returns, if there is room.
    void take() {
        schedule.advance();
        upTo = storage.records().newestRecord().map(MeasurementRecord::number).orElse(upTo);
        served = time.now();
        save();
        journal.event("monitoring.due", "up_to", upTo);
    }

    /// Makes durable what there was no room for before.
    void saveIfOnlyInMemory() {
        if (onlyInMemory) {
            save();
        }
    }

    private void save() {
        try {
            storage.state()
                    .change(
                            new StateChange()
                                    .put(OWED, String.valueOf(upTo))
                                    .put(SERVED, served.toString()));
            onlyInMemory = false;
        } catch (FlashFullException full) {
            if (!onlyInMemory) {
                notices.trouble(
                        "expected room on flash to note that records up to "
                                + upTo
                                + " are owed, but "
                                + full.getMessage()
                                + "; they are sent all the same, remove foreign files from the"
                                + " flash");
            }
            onlyInMemory = true;
        }
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
