package org.kadec21.firmware.record;

import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One file of the ring, named after the first number it can hold.
final class Segment {

    static final String PREFIX = "records-";

    private final Log log;
    private final long first;
    private long last;
    private int rows;

    Segment(Log log, long first) {
        this.log = log;
        this.first = first;
        this.last = first - 1;
    }

    static String base(long first) {
        return String.format(Locale.ROOT, "%s%010d", PREFIX, first);
    }

    /// The first number from a base name of [#PREFIX], empty when it is none of ours.
    static Optional<Long> firstOf(String base) {
        String digits = base.substring(PREFIX.length());
        return digits.matches("[0-9]{10}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    void holds(long number) {
        last = Math.max(last, number);
        rows++;
    }

    Log log() {
        return log;
    }

    long first() {
        return first;
    }

    /// The last number in it; one less than the first when it is empty.
    long last() {
        return last;
    }

    int rows() {
        return rows;
    }

    List<MeasurementRecord> read(Map<Integer, ChannelList> channels) {
        return rows(log.read(), channels);
    }

    static List<MeasurementRecord> rows(List<Frame> frames, Map<Integer, ChannelList> channels) {
        return frames.stream().flatMap(frame -> RecordFrame.row(frame, channels).stream()).toList();
    }
}
