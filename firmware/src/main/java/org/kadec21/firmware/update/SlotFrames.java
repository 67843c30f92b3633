package org.kadec21.firmware.update;

import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.MalformedValueException;
import org.kadec21.firmware.store.ValueReader;
import org.kadec21.firmware.store.ValueWriter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A slot table and its images' trials as frames (`docs/flash-layout.md`, kind 4). Of tables and
/// trials the last one counts; a trial counts for the image whose digest it names.
final class SlotFrames {

    static final int TABLE = 1;
    static final int TRIAL = 2;
    static final int REPORT = 3;
    static final int REPORTED = 4;

    private static final int INSTALLED = 1;
    private static final int CONFIRMED = 2;

    private Optional<SlotTable> table = Optional.empty();
    private final Map<Slot, String> tried = new EnumMap<>(Slot.class);
    private final Map<Slot, Trial> trials = new EnumMap<>(Slot.class);
    private final List<String> reports = new ArrayList<>();
    private final List<Frame> unknown = new ArrayList<>();

    private SlotFrames() {}

    static SlotFrames of(List<Frame> frames) {
        SlotFrames all = new SlotFrames();
        for (Frame frame : frames) {
            try {
                all.take(frame);
            } catch (MalformedValueException later) {
                all.unknown.add(frame);
            }
        }
        return all;
    }

    static Frame encode(SlotTable table) {
        ValueWriter value =
                new ValueWriter()
                        .text(table.board().kind())
                        .text(table.board().revision())
                        .text(table.module())
                        .u16(table.bootLoader())
                        .i32(table.rollbackIndex())
                        .u8(table.start().map(Slot::code).orElse(0))
                        .u16(table.slots().size());
        table.slots()
                .forEach((slot, image) ->
                        value.u8(slot.code())
                                .u8(image.confirmed() ? CONFIRMED : INSTALLED)
                                .text(image.version())
                                .i32(image.rollbackIndex())
                                .i32(image.length())
                                .bytes(image.digest()));
        return new Frame(TABLE, value.toBytes());
    }

    static Frame encode(Slot slot, SlotImage image, Trial trial) {
        return new Frame(
                TRIAL,
                new ValueWriter()
                        .u8(slot.code())
                        .bytes(image.digest())
                        .u16(trial.boots())
                        .i64(trial.ran().toSeconds())
                        .u16(trial.failedSubmissions())
                        .text(trial.givenUp())
                        .toBytes());
    }

    static Frame report(String sentence) {
        return new Frame(REPORT, new ValueWriter().text(sentence).toBytes());
    }

    static Frame reported() {
        return new Frame(REPORTED, new byte[0]);
    }

    /// Empty when no frame holds one.
    Optional<SlotTable> table() {
        return table;
    }

    /// The trials of the images that the table names.
    Map<Slot, Trial> trials() {
        EnumMap<Slot, Trial> current = new EnumMap<>(Slot.class);
        trials.forEach((slot, trial) -> {
            if (table.flatMap(it -> it.in(slot))
                    .filter(image -> image.sha256().equals(tried.get(slot)))
                    .isPresent()) {
                current.put(slot, trial);
            }
        });
        return current;
    }

    /// Sentences that nobody was told yet.
    List<String> reports() {
        return List.copyOf(reports);
    }

    /// Frames of a later layout, kept when the file is written again.
    List<Frame> unknown() {
        return List.copyOf(unknown);
    }

    private void take(Frame frame) {
        ValueReader value = new ValueReader(frame.value());
        switch (frame.type()) {
            case TABLE -> table = Optional.of(table(value));
            case TRIAL -> {
                Slot slot = slot(value.u8());
                String image = HexFormat.of().formatHex(value.bytes());
                Trial trial =
                        new Trial(
                                value.u16(),
                                Duration.ofSeconds(value.i64()),
                                value.u16(),
                                value.text());
                tried.put(slot, image);
                trials.put(slot, trial);
            }
            case REPORT -> reports.add(value.text());
            case REPORTED -> reports.clear();
            default -> unknown.add(frame);
        }
    }

    private static SlotTable table(ValueReader value) {
        BoardRevision board =
                BoardRevision.of(value.text() + "/" + value.text())
                        .orElseThrow(() -> new MalformedValueException("an unknown board"));
        String module = value.text();
        int bootLoader = value.u16();
        int rollbackIndex = value.i32();
        int start = value.u8();
        EnumMap<Slot, SlotImage> slots = new EnumMap<>(Slot.class);
        for (int left = value.u16(); left > 0; left--) {
            Slot slot = slot(value.u8());
            boolean confirmed = value.u8() == CONFIRMED;
            String version = value.text();
            int index = value.i32();
            int length = value.i32();
            byte[] digest = value.bytes();
            if (digest.length != Sha256.BYTES) {
                throw new MalformedValueException("a digest of " + digest.length + " bytes");
            }
            slots.put(
                    slot,
                    new SlotImage(
                            version, index, length, HexFormat.of().formatHex(digest), confirmed));
        }
        return new SlotTable(
                board,
                module,
                bootLoader,
                rollbackIndex,
                Slot.of(start).filter(slots::containsKey),
                slots);
    }

    private static Slot slot(int code) {
        return Slot.of(code).orElseThrow(() -> new MalformedValueException("a third slot"));
    }
}
