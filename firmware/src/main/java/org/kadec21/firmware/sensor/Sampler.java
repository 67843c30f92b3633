package org.kadec21.firmware.sensor;

import org.kadec21.firmware.clock.UnitClock;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.record.ChannelList;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.record.RecordStore.Storing;
import org.kadec21.firmware.record.Sample;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes readings when they are due and makes them durable, one after the other, whatever else the
/// unit does.
public final class Sampler {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final SensorSource source;
    private final Pacing pacing;
    private final ChannelList channels;
    private final RecordStore records;
    private final Consumer<MeasurementRecord> taken;
    private final Time time;
    private final Journal journal;
    private final Notices notices;
    private final Signal moved;
    private final Signal told;
    private final ClockWatch clock;
    private Deadline due;
    private boolean ended;
    private boolean stopping;

    /// @param taken called with each record before the next wait: once it is durable, or unstored
    ///   when there is no room for it
    public Sampler(
            Board board,
            SensorSource source,
            Pacing pacing,
            ChannelList channels,
            RecordStore records,
            Consumer<MeasurementRecord> taken,
            Notices notices) {
        this.source = source;
        this.pacing = pacing;
        this.channels = channels;
        this.records = records;
        this.taken = taken;
        this.time = board.time();
        this.journal = board.journal();
        this.notices = notices;
        this.moved = board.tasks().signal("sampled");
        this.told = board.tasks().signal("sampler");
        long newest = records.newestRecord().map(MeasurementRecord::number).orElse(0L);
        this.clock =
                new ClockWatch(
                        time,
                        UnitClock.of(board)
                                .map(own -> own.stepSince(newest))
                                .orElse(Duration.ZERO));
        this.due = time.after(AT_ONCE);
    }

    /// The task's body: returns when the source has ended, or when it is told to stop.
    public void run() {
        Deadline start = time.after(AT_ONCE);
        long index = 0;
        for (Optional<Reading> next = source.next(); next.isPresent(); next = source.next()) {
            switch (next.get()) {
                case Reading.Unreadable unreadable -> report(unreadable);
                case Reading.Observed observed -> {
                    awaitTurn(start, index, observed.time());
                    if (stopping) {
                        return;
                    }
                    record(observed);
                    index++;
                }
            }
        }
        ended = true;
        due = Deadline.never();
        journal.event("sensor.ended");
        moved.raise();
    }

    /// Whether a reading is due now that has not been taken yet.
    public boolean isBehind() {
        return !ended && time.isOver(due);
    }

    /// Whether the source has ended and everything it gave was taken.
    public boolean hasEnded() {
        return ended;
    }

    /// Raised whenever a reading was taken, and at the end.
    public Signal moved() {
        return moved;
    }

    /// The clock was set: what is due by it may be due now, or later.
    public void clockSet() {
        told.raise();
    }

    /// Has the task end before it takes the next reading.
    public void stop() {
        stopping = true;
        told.raise();
    }

    private void awaitTurn(Deadline start, long index, Instant rowTime) {
        due = pacing.due(time, start, index, rowTime);
        while (!stopping && !time.isOver(due)) {
            moved.raise();
            told.await(due);
            due = pacing.due(time, start, index, rowTime); // the clock may have been set meanwhile
        }
    }

    private void record(Reading.Observed observed) {
        Duration step = clock.step();
        if (!step.isZero()) {
            journal.event("clock.stepped", "by", step);
        }
        List<Optional<String>> values =
                observed.values().stream()
                        .map(String::strip)
                        .map(value ->
                                value.isEmpty() ? Optional.<String>empty() : Optional.of(value))
                        .toList();
        Sample sample = new Sample(observed.time(), time.now(), step, channels, values);
        switch (records.append(sample)) {
            case Storing.Stored stored -> {
                clock.told();
                notices.recordAccepted(stored.stored().number());
                taken.accept(stored.stored());
            }
            case Storing.Full full -> {
                notices.trouble("the record of " + observed.time() + " is lost: " + full.reason());
                taken.accept(MeasurementRecord.unstored(sample));
            }
        }
    }

    private void report(Reading.Unreadable unreadable) {
        journal.event("sensor.unreadable", "line", unreadable.line());
        notices.trouble("data line " + unreadable.line() + " skipped: " + unreadable.reason());
    }
}
