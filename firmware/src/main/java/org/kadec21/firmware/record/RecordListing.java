package org.kadec21.firmware.record;

import org.kadec21.firmware.record.RecordFrame.Ledger;
import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.hal.Flash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The records on a flash as they are at this moment, read without writing, also beside the running
/// unit.
///
/// @param records in the order of their numbers
/// @param acknowledgedUpTo all records up to this number are settled
/// @param lost records overwritten unacknowledged in the unit's life
public record RecordListing(List<MeasurementRecord> records, long acknowledgedUpTo, long lost) {

    public RecordListing {
        records = List.copyOf(records);
    }

    public static RecordListing of(Flash flash) {
        return LogReader.settled(() -> readOnce(new LogReader(flash)));
    }

    private static RecordListing readOnce(LogReader reader) {
        List<Frame> frames = new ArrayList<>();
        for (String base : reader.bases(Segment.PREFIX)) {
            reader.frames(base, FileKind.RECORDS).ifPresent(frames::addAll);
        }
        Map<Integer, ChannelList> channels = new LinkedHashMap<>();
        Ledger ledger = Ledger.EMPTY;
        for (Frame frame : frames) {
            RecordFrame.channels(frame).ifPresent(list -> channels.put(list.id(), list));
            ledger = RecordFrame.ledger(frame).map(ledger::latest).orElse(ledger);
        }
        return new RecordListing(
                Segment.rows(frames, channels), ledger.acknowledgedUpTo(), ledger.lost());
    }
}
