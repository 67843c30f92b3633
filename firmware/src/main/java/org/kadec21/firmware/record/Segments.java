package org.kadec21.firmware.record;

import org.kadec21.firmware.record.RecordFrame.Ledger;
import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The segment files of a ring, oldest first, and the rows in them. The newest one's rows are kept
/// in memory.
final class Segments {

    private final Flash flash;
    private final Journal journal;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final Map<Integer, ChannelList> channels = new LinkedHashMap<>();
    private final List<MeasurementRecord> newestRows = new ArrayList<>();
    private final Set<Integer> newestChannels = new HashSet<>();
    private Ledger ledger = Ledger.EMPTY;
    private Optional<ReadSegment> lastRead = Optional.empty();

    /// A sealed segment as it was read last: one cut after the other asks for the same file.
    private record ReadSegment(long first, List<MeasurementRecord> rows) {}

    private Segments(Flash flash, Journal journal) {
        this.flash = flash;
        this.journal = journal;
    }

    static Segments recover(Flash flash, Journal journal) {
        Segments found = new Segments(flash, journal);
        for (String base : new LogReader(flash).bases(Segment.PREFIX)) {
            Segment.firstOf(base)
                    .ifPresent(first ->
                            Log.recover(flash, journal, base, FileKind.RECORDS)
                                    .ifPresent(recovered -> found.adopt(recovered, first)));
        }
        if (!found.isEmpty()) {
            found.newestRows.addAll(found.newest().read(found.channels));
        }
        return found;
    }

    /// The latest ledger found on flash.
    Ledger ledgerFound() {
        return ledger;
    }

    /// The highest number a record here, or in a quarantined segment of which nothing else is left,
    /// can have.
    long highestNumber() {
        long highest = isEmpty() ? 0 : newest().last();
        for (LogReader.Quarantined file : new LogReader(flash).quarantined()) {
            if (file.base().startsWith(Segment.PREFIX)) {
                long ifLost =
                        Segment.firstOf(file.base())
                                .filter(first -> !segments.containsKey(first))
                                .map(first -> first + file.bytes() / RecordFrame.MIN_RECORD_BYTES)
                                .orElse(0L);
                highest = Math.max(highest, ifLost);
            }
        }
        return highest;
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    int size() {
        return segments.size();
    }

    long rowCount() {
        return segments.values().stream().mapToLong(Segment::rows).sum();
    }

    long bytesOnFlash() {
        return segments.values().stream().mapToLong(segment -> segment.log().size()).sum();
    }

    Segment oldest() {
        return segments.firstEntry().getValue();
    }

    Segment newest() {
        return segments.lastEntry().getValue();
    }

    Optional<MeasurementRecord> newestRow() {
        if (!newestRows.isEmpty()) {
            return Optional.of(newestRows.getLast());
        }
        return segments.descendingMap().values().stream()
                .flatMap(segment -> rows(segment).reversed().stream())
                .findFirst();
    }

    /// Begins a new file, which repeats what must not be lost with the oldest one.
    void begin(long first, ChannelList list, Ledger current) {
        List<Frame> frames = List.of(RecordFrame.encode(list), RecordFrame.encode(current));
        Log log = Log.create(flash, journal, Segment.base(first), FileKind.RECORDS, frames);
        segments.put(first, new Segment(log, first));
        newestRows.clear();
        newestChannels.clear();
        know(list);
    }

    /// Appends to the newest file, durably.
    void append(MeasurementRecord row, Frame frame) {
        ChannelList list = row.sample().channels();
        if (!newestChannels.contains(list.id())) {
            newest().log().append(RecordFrame.encode(list));
            know(list);
        }
        newest().log().append(frame);
        newest().holds(row.number());
        newestRows.add(row);
    }

    void deleteOldest() {
        Segment oldest = segments.pollFirstEntry().getValue();
        oldest.log().delete();
    }

    List<MeasurementRecord> read(long first, long last, int most) {
        return segments.values().stream()
                .filter(segment -> segment.first() <= last && segment.last() >= first)
                .flatMap(segment -> rows(segment).stream())
                .filter(row -> row.number() >= first && row.number() <= last)
                .limit(most)
                .toList();
    }

    List<MeasurementRecord> rows(Segment segment) {
        if (segment.first() == newest().first()) {
            return List.copyOf(newestRows);
        }
        ReadSegment read =
                lastRead.filter(last -> last.first() == segment.first())
                        .orElseGet(() -> new ReadSegment(segment.first(), segment.read(channels)));
        lastRead = Optional.of(read);
        return read.rows();
    }

    private void adopt(Log.Recovered recovered, long first) {
        Segment segment = new Segment(recovered.log(), first);
        newestChannels.clear();
        for (Frame frame : recovered.frames()) {
            RecordFrame.number(frame).ifPresent(segment::holds);
            RecordFrame.ledger(frame).ifPresent(found -> ledger = ledger.latest(found));
            RecordFrame.channels(frame).ifPresent(this::know);
        }
        segments.put(first, segment);
    }

    private void know(ChannelList list) {
        channels.put(list.id(), list);
        newestChannels.add(list.id());
    }
}
