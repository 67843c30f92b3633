package org.kadec21.firmware.update;

import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The two slots of a board on a unit's flash (`docs/flash-layout.md`, kind 4): a table, and an
/// image in each filled slot. Every change is durable when its method returns; a loss of power
/// leaves what was before or what is after it, and a slot that starts is never without its image.
///
/// ```java
/// Slots slots = Slots.open(flash, journal, "communication").orElseThrow();
/// switch (slots.check(file, keys, now)) {
///     case ImageVerdict.Genuine genuine -> slots.install(genuine.file(), file);
///     case ImageVerdict.Refused refused -> refused.refusal().sentence();
/// }
/// ```
public final class Slots {

    private static final String BASE = "slots-";

    /// Sentences kept until somebody is told; of more the first ones stay, which say what began it.
    public static final int MOST_REPORTS = 8;

    private final Flash flash;
    private final Journal journal;
    private final Log log;
    private final SpareTable spare;
    private final List<Frame> unknown;
    private final List<String> reports = new ArrayList<>();
    private final Map<Slot, Trial> trials = new EnumMap<>(Slot.class);
    private SlotTable table;

    private Slots(Flash flash, Journal journal, Log log, SlotFrames frames, SlotTable table) {
        this.flash = flash;
        this.journal = journal;
        this.log = log;
        this.spare = new SpareTable(flash, journal, table.board().kind());
        this.unknown = frames.unknown();
        this.trials.putAll(frames.trials());
        this.reports.addAll(frames.reports());
        this.table = table;
    }

    /// Kinds of boards that have a slot table on this flash, sorted.
    public static List<String> kinds(Flash flash) {
        LogReader logs = new LogReader(flash);
        return Stream.of(BASE, SpareTable.BASE)
                .flatMap(prefix ->
                        logs.bases(prefix).stream().map(base -> base.substring(prefix.length())))
                .distinct()
                .sorted()
                .toList();
    }

    /// A board's slots after a boot, what was interrupted tidied up. Empty when the flash has no
    /// table for such a board. One that cannot be read is put into quarantine, and its copy holds.
    /// The rollback index is the higher one of both.
    ///
    /// @param kind `communication`, `cpu` or `base`
    public static Optional<Slots> open(Flash flash, Journal journal, String kind) {
        for (Slot slot : Slot.values()) {
            SlotFiles.deleteIfPresent(flash, SlotFiles.beingWritten(kind, slot));
        }
        Optional<SlotTable> copy = new SpareTable(flash, journal, kind).read();
        Optional<Log.Recovered> found = Log.recover(flash, journal, BASE + kind, FileKind.SLOTS);
        SlotFrames frames = SlotFrames.of(found.map(Log.Recovered::frames).orElse(List.of()));
        if (frames.table().isEmpty()) {
            return copy.flatMap(table -> restored(flash, journal, found, table));
        }
        SlotTable table = frames.table().get();
        Slots slots = new Slots(flash, journal, found.orElseThrow().log(), frames, table);
        slots.agreeWith(copy.orElse(table));
        return Optional.of(slots);
    }

    /// The table is written anew from its copy, with a word about it in the same step. Empty when
    /// the flash has no room for that.
    private static Optional<Slots> restored(
            Flash flash, Journal journal, Optional<Log.Recovered> found, SlotTable copy) {
        List<Frame> frames = new ArrayList<>();
        frames.add(SlotFrames.encode(copy));
        found.ifPresent(rest -> frames.addAll(rest.frames()));
        frames.add(SlotFrames.report(restoredWords(copy)));
        try {
            Log log = restoredLog(flash, journal, found, BASE + copy.board().kind(), frames);
            journal.event(
                    "firmware.table-restored",
                    "board",
                    copy.board().toString(),
                    "index",
                    copy.rollbackIndex());
            return Optional.of(new Slots(flash, journal, log, SlotFrames.of(frames), copy));
        } catch (FlashFullException full) {
            journal.event("firmware.unwritten", "reason", String.valueOf(full.getMessage()));
            return Optional.empty();
        }
    }

    private static Log restoredLog(
            Flash flash,
            Journal journal,
            Optional<Log.Recovered> found,
            String base,
            List<Frame> frames) {
        if (found.isEmpty()) {
            return Log.create(flash, journal, base, FileKind.SLOTS, frames);
        }
        found.get().log().rewrite(frames);
        return found.get().log();
    }

    private static String restoredWords(SlotTable copy) {
        return "expected the slot table of the "
                + copy.board().kind()
                + " board, but it could not be read; its copy holds, with rollback index "
                + copy.rollbackIndex()
                + ": look at what the slots hold, and install what is missing again";
    }

    private void agreeWith(SlotTable copy) {
        if (copy.rollbackIndex() <= table.rollbackIndex()) {
            spare.keep(table);
            return;
        }
        try {
            write(table.burnt(copy.rollbackIndex()));
        } catch (FlashFullException full) {
            table = table.burnt(copy.rollbackIndex());
        }
    }

    /// Writes down what a board is: when it is made, and when it was exchanged. What is installed
    /// stays; the rollback index never falls: where the table was lost, it is the highest of the
    /// images on the flash.
    public static Slots prepare(Flash flash, Journal journal, SlotTable hardware) {
        String kind = hardware.board().kind();
        Optional<Slots> before = open(flash, journal, kind);
        if (before.isPresent()) {
            Slots slots = before.get();
            slots.write(slots.table.onHardware(hardware));
            return slots;
        }
        SlotTable begun = hardware.burnt(BurntIndex.of(flash, kind));
        Log log =
                Log.create(
                        flash,
                        journal,
                        BASE + kind,
                        FileKind.SLOTS,
                        List.of(SlotFrames.encode(begun)));
        Slots slots = new Slots(flash, journal, log, SlotFrames.of(List.of()), begun);
        slots.spare.keep(begun);
        return slots;
    }

    /// A board's table, read without writing, also beside a running unit.
    public static Optional<SlotTable> read(Flash flash, String kind) {
        return LogReader.settled(() ->
                new LogReader(flash)
                        .frames(BASE + kind, FileKind.SLOTS)
                        .flatMap(frames -> SlotFrames.of(frames).table()));
    }

    /// The name of the file that holds a slot's image.
    public static String fileName(String kind, Slot slot) {
        return SlotFiles.image(kind, slot);
    }

    public SlotTable table() {
        return table;
    }

    /// How the image in a slot has done.
    public Trial trial(Slot slot) {
        return trials.getOrDefault(slot, Trial.NONE);
    }

    /// What really lies in a slot.
    public SlotContent content(Slot slot) {
        Optional<SlotImage> expected = table.in(slot);
        if (expected.isEmpty()) {
            return new SlotContent.Empty();
        }
        String name = SlotFiles.image(kind(), slot);
        if (!flash.exists(name)) {
            return new SlotContent.Damaged("expected " + name + ", but there is no such file");
        }
        byte[] file = SlotFiles.read(flash, name);
        if (!Sha256.hex(file).equals(expected.get().sha256())) {
            return new SlotContent.Damaged(
                    "expected in " + name + " the image that was installed, but it was changed");
        }
        return switch (ImageFile.read(file)) {
            case ImageVerdict.Genuine(ImageFile image) ->
                    new SlotContent.Sound(image.image().manifest(), file);
            case ImageVerdict.Refused(Refusal refusal) ->
                    new SlotContent.Damaged(refusal.sentence());
        };
    }

    /// Whether `file` may be installed on this board.
    public ImageVerdict check(byte[] file, KeyList keys, Instant at) {
        return ImageVerdict.of(file, keys, table::refusal, at);
    }

    /// Where the next image goes: into the slot that does not start. Only when that one holds the
    /// only image that has proved itself, or the one that starts is damaged itself, is it the slot
    /// that starts.
    public Slot target() {
        if (table.start().isEmpty()) {
            return Slot.A;
        }
        Slot start = table.start().get();
        Slot other = start.other();
        if (!isSound(other)) {
            return other;
        }
        boolean onlyTheOtherIsProven = table.isConfirmed(other) && !table.isConfirmed(start);
        return onlyTheOtherIsProven || !isSound(start) ? start : other;
    }

    /// Puts a verified image into [#target()] and makes it the one that starts next.
    ///
    /// @param image of `file`, found genuine by [#check]
    /// @return the slot that starts next
    /// @throws FlashFullException when it would take the room that alarms are promised; what
    ///   started before still starts
    public Slot install(ImageFile image, byte[] file) {
        Slot slot = target();
        SlotWriter writer = new SlotWriter(flash, kind());
        writer.requireRoom(slot, file.length);
        SlotTable vacant = table.without(slot);
        if (!vacant.equals(table)) {
            write(vacant);
        }
        writer.fill(slot, file);
        write(vacant.starting(slot, SlotImage.installed(image.image().manifest(), file)));
        journal.event(
                "firmware.installed",
                "board",
                table.board().toString(),
                "slot",
                slot.word(),
                "version",
                image.image().manifest().version());
        return slot;
    }

    /// What the boot loader has to tell; kept until [#told()].
    public List<String> reports() {
        return List.copyOf(reports);
    }

    /// The reports lie in the outbox, or were read by somebody.
    public void told() {
        if (!reports.isEmpty()) {
            reports.clear();
            log.append(SlotFrames.reported());
        }
    }

    void report(String sentence) {
        if (reports.size() < MOST_REPORTS && !reports.contains(sentence)) {
            reports.add(sentence);
            log.append(SlotFrames.report(sentence));
        }
    }

    /// Notes how a trial goes.
    void note(Slot slot, Trial trial) {
        trials.put(slot, trial);
        log.append(SlotFrames.encode(slot, table.in(slot).orElseThrow(), trial));
    }

    /// The slot's image has proved itself; in the same step the rollback index burns.
    void confirm(Slot slot) {
        write(table.confirmed(slot));
    }

    /// The other slot starts from now on.
    void startWith(Slot slot) {
        write(table.starting(slot));
    }

    /// Empties a slot; what is in it is kept under another name, in place of what was kept of this
    /// slot before: an image can be had again from its maker.
    void quarantine(Slot slot, String reason) {
        write(table.without(slot));
        String name = SlotFiles.image(kind(), slot);
        if (flash.exists(name)) {
            String kept = SlotFiles.quarantined(kind(), slot);
            flash.rename(name, kept);
            flash.forceDirectory();
            journal.event("file.quarantined", "file", name, "kept", kept, "reason", reason);
        }
    }

    private boolean isSound(Slot slot) {
        return content(slot) instanceof SlotContent.Sound;
    }

    private void write(SlotTable next) {
        List<Frame> frames = new ArrayList<>();
        frames.add(SlotFrames.encode(next));
        next.slots()
                .forEach((slot, image) -> {
                    if (table.in(slot).filter(it -> it.sha256().equals(image.sha256())).isPresent()
                            && trials.containsKey(slot)) {
                        frames.add(SlotFrames.encode(slot, image, trial(slot)));
                    }
                });
        reports.forEach(sentence -> frames.add(SlotFrames.report(sentence)));
        frames.addAll(unknown);
        log.rewrite(frames);
        trials.clear();
        trials.putAll(SlotFrames.of(frames).trials());
        table = next;
        spare.keep(next);
    }

    private String kind() {
        return table.board().kind();
    }
}
