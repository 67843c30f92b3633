package org.kadec21.firmware.record;

import org.kadec21.firmware.record.RecordFrame.Ledger;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Room;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.util.List;
import java.util.Optional;

/// The unit's measurement records: a ring of segment files. A record counts from the moment its
/// frame is forced. The oldest file makes room for a new one; unacknowledged records in it are a
/// loss that is journalled (`records.lost`) and counted on flash.
///
/// Reading costs the segments it touches; the one being written is kept in memory.
public final class RecordStore {

    /// What the first record of a segment costs beside itself: header, channel list, ledger.
    private static final int SEGMENT_OVERHEAD_BYTES = 256;

    private final Journal journal;
    private final StorageLimits limits;
    private final Room room;
    private final Segments segments;
    private Ledger ledger;
    private long next = 1;

    /// What became of a sample.
    public sealed interface Storing {

        record Stored(MeasurementRecord stored) implements Storing {}

        /// No room, and nothing older to overwrite; the sample was not stored.
        record Full(String reason) implements Storing {}
    }

    private RecordStore(Flash flash, Journal journal, StorageLimits limits) {
        this.journal = journal;
        this.limits = limits;
        this.room = new Room(flash, limits);
        this.segments = Segments.recover(flash, journal);
        this.ledger = segments.ledgerFound();
    }

    /// Recovers the ring after a boot; an empty flash holds an empty ring.
    public static RecordStore open(Flash flash, Journal journal, StorageLimits limits) {
        RecordStore store = new RecordStore(flash, journal, limits);
        store.forgetDropped();
        store.skipTo(store.segments.highestNumber());
        store.skipTo(Math.max(store.ledger.acknowledgedUpTo(), store.ledger.droppedUpTo()));
        return store;
    }

    /// Stores a sample under the next number; durable when this returns.
    public Storing append(Sample sample) {
        MeasurementRecord row = new MeasurementRecord(next, sample);
        Frame frame = RecordFrame.encode(row);
        try {
            int names = RecordFrame.encode(sample.channels()).encodedBytes();
            if (!makeRoom(frame.encodedBytes() + names + SEGMENT_OVERHEAD_BYTES)) {
                return full();
            }
            if (segments.isEmpty() || segments.newest().rows() >= limits.rowsPerSegment()) {
                segments.begin(next, sample.channels(), ledger);
                keepRingSize();
            }
            segments.append(row, frame);
        } catch (FlashFullException e) {
            return full();
        }
        next++;
        journal.event("record.accepted", "number", row.number());
        return new Storing.Stored(row);
    }

    /// The records from `first` to `last`, both included, in their order; what left the ring or is
    /// damaged is missing.
    public List<MeasurementRecord> read(long first, long last) {
        return segments.read(first, last, Integer.MAX_VALUE);
    }

    /// As [#read(long, long)], but at most `most` records, the oldest ones.
    public List<MeasurementRecord> read(long first, long last, int most) {
        return segments.read(first, last, most);
    }

    /// The newest record in the ring.
    public Optional<MeasurementRecord> newestRecord() {
        return segments.newestRow();
    }

    /// How many records the ring holds.
    public long count() {
        return segments.rowCount();
    }

    /// All records up to this number are settled and may be overwritten silently.
    public long acknowledgedUpTo() {
        return ledger.acknowledgedUpTo();
    }

    /// How many records were overwritten unacknowledged in this unit's life.
    public long lost() {
        return ledger.lost();
    }

    /// Marks all records up to `number` as settled: delivered, or refused for good. Going backwards
    /// changes nothing.
    public void acknowledge(long number) {
        skipTo(number);
        if (number <= ledger.acknowledgedUpTo()) {
            return;
        }
        ledger = ledger.acknowledged(number);
        writeLedger();
        journal.event("records.acknowledged", "up_to", number);
    }

    /// Never gives out a number up to `number` again: one that was sent, although its record is
    /// damaged here.
    public void skipTo(long number) {
        next = Math.max(next, number + 1);
    }

    /// A segment whose loss was counted before the power went is deleted without being counted
    /// again.
    private void forgetDropped() {
        while (segments.size() > 1 && segments.oldest().last() <= ledger.droppedUpTo()) {
            segments.deleteOldest();
        }
    }

    private void keepRingSize() {
        while (segments.rowCount() - segments.oldest().rows() >= limits.ringRows()) {
            overwriteOldest();
        }
    }

    private boolean makeRoom(int bytes) {
        while (!room.forRecord(segments.bytesOnFlash(), bytes)) {
            if (segments.size() < 2) {
                return false;
            }
            overwriteOldest();
        }
        return true;
    }

    private void overwriteOldest() {
        Segment oldest = segments.oldest();
        long unacknowledged =
                segments.rows(oldest).stream()
                        .filter(row -> row.number() > ledger.acknowledgedUpTo())
                        .count();
        if (unacknowledged > 0) {
            ledger = ledger.dropped(oldest.last(), unacknowledged);
            writeLedger();
            journal.event(
                    "records.lost",
                    "first",
                    oldest.first(),
                    "last",
                    oldest.last(),
                    "unacknowledged",
                    unacknowledged);
        }
        segments.deleteOldest();
        journal.event("records.overwritten", "first", oldest.first(), "last", oldest.last());
    }

    /// On a medium without room for even this, the next ledger frame repeats it; what is settled
    /// the outbox knows as well.
    private void writeLedger() {
        if (segments.isEmpty()) {
            return;
        }
        try {
            segments.newest().log().append(RecordFrame.encode(ledger));
        } catch (FlashFullException full) {
            journal.event("flash.full", "what", "record ledger");
        }
    }

    private Storing full() {
        journal.event("flash.full", "what", "record", "number", next);
        return new Storing.Full(
                "flash has no room for a record beside its reserves, and the ring nothing older to"
                        + " overwrite; remove foreign files or configure a smaller ring");
    }
}
