package org.kadec21.firmware.record;

import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.MalformedValueException;
import org.kadec21.firmware.store.ValueReader;
import org.kadec21.firmware.store.ValueWriter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The frames of a record segment; `docs/flash-layout.md`, kind 1.
final class RecordFrame {

    static final int CHANNELS = 1;
    static final int RECORD = 2;
    static final int LEDGER = 3;

    /// No record is smaller on flash: what bounds the numbers a lost segment can have held.
    static final int MIN_RECORD_BYTES = Frame.OVERHEAD_BYTES + 50;

    private RecordFrame() {}

    /// Positions of the ring as a whole.
    ///
    /// @param acknowledgedUpTo all records up to this number are settled
    /// @param droppedUpTo all records up to this number left the ring
    /// @param lost how many of them unacknowledged
    record Ledger(long acknowledgedUpTo, long droppedUpTo, long lost) {

        static final Ledger EMPTY = new Ledger(0, 0, 0);

        Ledger acknowledged(long upTo) {
            return new Ledger(Math.max(acknowledgedUpTo, upTo), droppedUpTo, lost);
        }

        Ledger dropped(long upTo, long unacknowledged) {
            return new Ledger(acknowledgedUpTo, Math.max(droppedUpTo, upTo), lost + unacknowledged);
        }

        Ledger latest(Ledger other) {
            return new Ledger(
                    Math.max(acknowledgedUpTo, other.acknowledgedUpTo),
                    Math.max(droppedUpTo, other.droppedUpTo),
                    Math.max(lost, other.lost));
        }
    }

    static Frame encode(ChannelList channels) {
        ValueWriter out = new ValueWriter().i32(channels.id()).u8(channels.names().size());
        channels.names().forEach(out::text);
        return new Frame(CHANNELS, out.toBytes());
    }

    static Frame encode(Ledger ledger) {
        return new Frame(
                LEDGER,
                new ValueWriter()
                        .i64(ledger.acknowledgedUpTo())
                        .i64(ledger.droppedUpTo())
                        .i64(ledger.lost())
                        .toBytes());
    }

    static Frame encode(MeasurementRecord row) {
        Sample sample = row.sample();
        ValueWriter out =
                new ValueWriter()
                        .i64(row.number())
                        .instant(sample.observedAt())
                        .instant(sample.sampledAt())
                        .i64(sample.clockStep().toSeconds())
                        .i32(sample.clockStep().toNanosPart())
                        .i32(sample.channels().id())
                        .u8(sample.values().size());
        sample.values().forEach(value -> out.text(value.orElse("")));
        return new Frame(RECORD, out.toBytes());
    }

    static Optional<ChannelList> channels(Frame frame) {
        return decoded(
                frame,
                CHANNELS,
                in -> {
                    in.i32();
                    int count = in.u8();
                    List<String> names = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        names.add(in.text());
                    }
                    return new ChannelList(names);
                });
    }

    static Optional<Ledger> ledger(Frame frame) {
        return decoded(frame, LEDGER, in -> new Ledger(in.i64(), in.i64(), in.i64()));
    }

    /// @param channels all channel lists found on flash, by id
    static Optional<MeasurementRecord> row(Frame frame, Map<Integer, ChannelList> channels) {
        return decoded(
                frame,
                RECORD,
                in -> {
                    long number = in.i64();
                    var observedAt = in.instant();
                    var sampledAt = in.instant();
                    Duration clockStep = Duration.ofSeconds(in.i64(), in.i32());
                    int id = in.i32();
                    List<Optional<String>> values = values(in);
                    ChannelList list =
                            channels.getOrDefault(id, ChannelList.unnamed(values.size()));
                    return new MeasurementRecord(
                            number, new Sample(observedAt, sampledAt, clockStep, list, values));
                });
    }

    /// The number alone, which needs no channel list.
    static Optional<Long> number(Frame frame) {
        return decoded(frame, RECORD, ValueReader::i64);
    }

    private static List<Optional<String>> values(ValueReader in) {
        int count = in.u8();
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = in.text();
            values.add(text.isEmpty() ? Optional.empty() : Optional.of(text));
        }
        return values;
    }

    private interface Decoding<T> {
        T from(ValueReader in);
    }

    /// Empty for another type, or a content that this image cannot read.
    private static <T> Optional<T> decoded(Frame frame, int type, Decoding<T> decoding) {
        if (frame.type() != type) {
            return Optional.empty();
        }
        try {
            return Optional.of(decoding.from(new ValueReader(frame.value())));
        } catch (MalformedValueException
                | IllegalArgumentException
                | ArithmeticException malformed) {
            return Optional.empty();
        }
    }
}
