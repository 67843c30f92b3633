package org.kadec21.firmware.record;

import org.kadec21.firmware.record.RecordFrame.Ledger;
import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.firmware.store.Room;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The unit's measurement records: a ring of segment files, newest last. A record counts from the
/// moment its frame is forced. The oldest file makes room for a new one; unacknowledged records in
/// it are a journalled loss (`records.lost`), counted on flash.
///
/// Reading costs the segments it touches; the one being written is kept in memory.
public final class RecordStore {

    private static final int CHANNELS_AND_LEDGER_BYTES = 256;

    private final Flash flash;
    private final Journal journal;
    private final StorageLimits limits;
    private final Room room;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final Map<Integer, ChannelList> channels = new LinkedHashMap<>();
    private final List<MeasurementRecord> newestRows = new ArrayList<>();
    private final Set<Integer> newestChannels = new HashSet<>();
    private Ledger ledger = Ledger.EMPTY;
    private long next = 1;
    private Optional<ReadSegment> lastRead = Optional.empty();

    /// A sealed segment as it was read last: daily cuts ask for the same file again and again.
    private record ReadSegment(long first, List<MeasurementRecord> rows) {}

    /// What became of a sample.
    public sealed interface Storing {

        record Stored(MeasurementRecord stored) implements Storing {}

        /// No room, and nothing older to overwrite; the sample was not stored.
        record Full(String reason) implements Storing {}
    }

    private RecordStore(Flash flash, Journal journal, StorageLimits limits) {
        this.flash = flash;
        this.journal = journal;
        this.limits = limits;
        this.room = new Room(flash, limits);
    }

    /// Recovers the ring after a boot; an empty flash holds an empty ring.
    public static RecordStore open(Flash flash, Journal journal, StorageLimits limits) {
        RecordStore store = new RecordStore(flash, journal, limits);
        store.recover();
        return store;
    }

    /// Stores a sample under the next number; durable when this returns.
    public Storing append(Sample sample) {
        MeasurementRecord row = new MeasurementRecord(next, sample);
        Frame frame = RecordFrame.encode(row);
        Frame names = RecordFrame.encode(sample.channels());
        try {
            if (!makeRoom(
                    frame.encodedBytes() + names.encodedBytes() + CHANNELS_AND_LEDGER_BYTES)) {
                return full();
            }
            if (segments.isEmpty() || newest().rows() >= limits.rowsPerSegment()) {
                begin(names);
            } else if (!newestChannels.contains(sample.channels().id())) {
                newest().log().append(names);
            }
            channels.put(sample.channels().id(), sample.channels());
            newestChannels.add(sample.channels().id());
            newest().log().append(frame);
        } catch (FlashFullException e) {
            return full();
        }
        newest().holds(row.number());
        newestRows.add(row);
        next++;
        journal.event("record.accepted", "number", row.number());
        return new Storing.Stored(row);
    }

    /// The records from `first` to `last`, both included, in their order; what left the ring or is
    /// damaged is missing.
    public List<MeasurementRecord> read(long first, long last) {
        return read(first, last, Integer.MAX_VALUE);
    }

    /// As [#read(long, long)], but at most `most` records, the oldest ones.
    public List<MeasurementRecord> read(long first, long last, int most) {
        List<MeasurementRecord> found = new ArrayList<>();
        for (Segment segment : segments.values()) {
            if (segment.last() < first || segment.first() > last) {
                continue;
            }
            for (MeasurementRecord row : rows(segment)) {
                if (found.size() == most) {
                    return found;
                }
                if (row.number() >= first && row.number() <= last) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    /// The newest record.
    public Optional<MeasurementRecord> newestRecord() {
        if (!newestRows.isEmpty()) {
            return Optional.of(newestRows.getLast());
        }
        return segments.descendingMap().values().stream()
                .filter(segment -> segment.rows() > 0)
                .findFirst()
                .map(segment -> rows(segment).getLast());
    }

    /// How many records the ring holds.
    public long count() {
        return segments.values().stream().mapToLong(Segment::rows).sum();
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
        ledger = ledger.latest(new Ledger(number, 0, 0));
        try {
            if (!segments.isEmpty()) {
                newest().log().append(RecordFrame.encode(ledger));
            }
        } catch (FlashFullException full) {
            // The outbox remembers the same position, and the next ledger frame repeats it.
            journal.event("flash.full", "what", "record ledger");
        }
        journal.event("records.acknowledged", "upTo", number);
    }

    /// Never again gives out a number up to `number`: one that was sent, although its record is
    /// damaged here.
    public void skipTo(long number) {
        next = Math.max(next, number + 1);
    }

    private void recover() {
        LogReader reader = new LogReader(flash);
        for (String base : reader.bases(Segment.PREFIX)) {
            Segment.firstOf(base)
                    .ifPresent(first ->
                            Log.recover(flash, journal, base, FileKind.RECORDS)
                                    .ifPresent(recovered -> adopt(recovered, first)));
        }
        forgetDropped();
        skipQuarantined(reader);
        skipTo(Math.max(ledger.acknowledgedUpTo(), ledger.droppedUpTo()));
        if (!segments.isEmpty()) {
            newestRows.addAll(newest().read(channels));
        }
    }

    private void adopt(Log.Recovered recovered, long first) {
        Segment segment = new Segment(recovered.log(), first);
        newestChannels.clear();
        for (Frame frame : recovered.frames()) {
            RecordFrame.number(frame).ifPresent(segment::holds);
            RecordFrame.ledger(frame).ifPresent(found -> ledger = ledger.latest(found));
            RecordFrame.channels(frame)
                    .ifPresent(list -> {
                        channels.put(list.id(), list);
                        newestChannels.add(list.id());
                    });
        }
        segments.put(first, segment);
        skipTo(segment.last());
    }

    /// A segment whose loss was counted before the power went is deleted without being counted
    /// again.
    private void forgetDropped() {
        while (segments.size() > 1
                && segments.firstEntry().getValue().last() <= ledger.droppedUpTo()) {
            segments.pollFirstEntry().getValue().log().delete();
        }
    }

    /// The numbers that a quarantined segment can have held are not given out again.
    private void skipQuarantined(LogReader reader) {
        for (LogReader.Quarantined file : reader.quarantined()) {
            if (file.base().startsWith(Segment.PREFIX)) {
                Segment.firstOf(file.base())
                        .filter(first -> !segments.containsKey(first))
                        .ifPresent(first ->
                                skipTo(first + file.bytes() / RecordFrame.MIN_RECORD_BYTES));
            }
        }
    }

    private void begin(Frame names) {
        Log log =
                Log.create(
                        flash,
                        journal,
                        Segment.base(next),
                        FileKind.RECORDS,
                        List.of(names, RecordFrame.encode(ledger)));
        segments.put(next, new Segment(log, next));
        newestRows.clear();
        newestChannels.clear();
        while (count() - segments.firstEntry().getValue().rows() >= limits.ringRows()) {
            overwriteOldest();
        }
    }

    private boolean makeRoom(int bytes) {
        while (!room.forRecord(bytesOnFlash(), bytes)) {
            if (segments.size() < 2) {
                return false;
            }
            overwriteOldest();
        }
        return true;
    }

    private void overwriteOldest() {
        Segment oldest = segments.firstEntry().getValue();
        long unacknowledged =
                rows(oldest).stream()
                        .filter(row -> row.number() > ledger.acknowledgedUpTo())
                        .count();
        if (unacknowledged > 0) {
            Ledger counted =
                    new Ledger(
                            ledger.acknowledgedUpTo(),
                            oldest.last(),
                            ledger.lost() + unacknowledged);
            newest().log().append(RecordFrame.encode(counted));
            ledger = counted;
        }
        segments.pollFirstEntry();
        oldest.log().delete();
        journal.event("records.overwritten", "first", oldest.first(), "last", oldest.last());
        if (unacknowledged > 0) {
            journal.event(
                    "records.lost",
                    "first",
                    oldest.first(),
                    "last",
                    oldest.last(),
                    "unacknowledged",
                    unacknowledged);
        }
    }

    private List<MeasurementRecord> rows(Segment segment) {
        if (segment.first() == newest().first()) {
            return newestRows;
        }
        ReadSegment read =
                lastRead.filter(last -> last.first() == segment.first())
                        .orElseGet(() -> new ReadSegment(segment.first(), segment.read(channels)));
        lastRead = Optional.of(read);
        return read.rows();
    }

    private Segment newest() {
        return segments.lastEntry().getValue();
    }

    private long bytesOnFlash() {
        return segments.values().stream().mapToLong(segment -> segment.log().size()).sum();
    }

    private Storing full() {
        String reason =
                "flash has no room for a record beside its reserves, and the ring nothing older to"
                        + " overwrite; remove foreign files or take a smaller ring";
        journal.event("flash.full", "what", "record", "number", next);
        return new Storing.Full(reason);
    }
}
