package org.kadec21.updater.flash;

import org.kadec21.updater.image.Sha256;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Slot tables and images on a unit's flash. A file appears under its own name in one step, with
/// all of its contents; until then it is called `….new` and does not count.
public final class SlotStore {

    private static final Pattern TABLE =
            Pattern.compile("(slots|spare)-([a-z]{1,16})\\.([0-9]{8})");

    /// The table itself, and the copy of it that the unit keeps.
    private static final String TABLES = "slots";

    private static final String COPIES = "spare";
    private static final String QUARANTINE = "quarantine-";
    private static final String UNFINISHED = ".new";
    private static final int CHUNK_BYTES = 64 * 1024;

    /// Of a unit's flash, and what of it is for alarms and rewriting (`docs/flash-layout.md`,
    /// "Room").
    static final long FLASH_BYTES = 64L << 20;

    static final int RESERVED_BYTES = 320 * 1024;

    private final FlashFiles files;
    private final int chunkBytes;

    public SlotStore(FlashFiles files) {
        this(files, CHUNK_BYTES);
    }

    SlotStore(FlashFiles files, int chunkBytes) {
        this.files = files;
        this.chunkBytes = chunkBytes;
    }

    /// The kinds of boards that have a table here, sorted.
    public List<String> boards() throws IOException {
        return tables().stream().map(TableName::kind).distinct().sorted().toList();
    }

    /// The table of a board, of which the newest generation counts. Where it cannot be read, the
    /// copy counts that the unit keeps of it; the rollback index is the higher one of both.
    ///
    /// @throws IOException when there is a table, but neither it nor a copy can be read
    public Optional<SlotTable> table(String kind) throws IOException {
        Optional<SlotTable> copy = copy(kind);
        Optional<TableName> newest = newest(TABLES, kind);
        if (newest.isEmpty()) {
            return copy;
        }
        try {
            SlotTable table = file(newest.get()).table();
            return Optional.of(table.burnt(copy.map(SlotTable::rollbackIndex).orElse(0)));
        } catch (IOException damaged) {
            if (copy.isPresent()) {
                return copy;
            }
            throw new IOException(
                    "expected a slot table in " + newest.get() + ", but " + damaged.getMessage(),
                    damaged);
        }
    }

    /// Whether there is a table of this board that cannot be read.
    public boolean isUnreadable(String kind) throws IOException {
        Optional<TableName> newest = newest(TABLES, kind);
        return newest.isPresent() && readable(newest.get()).isEmpty();
    }

    /// The copy that the unit keeps of a board's table; empty also when it cannot be read.
    public Optional<SlotTable> copy(String kind) throws IOException {
        return newest(COPIES, kind).flatMap(this::readable);
    }

    /// The images of a board that lie on the flash, whatever became of them there.
    public List<byte[]> images(String kind) throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (String name : files.list()) {
            if (name.matches("(" + QUARANTINE + ")?image-" + kind + "-[ab]\\.jar")) {
                images.add(files.read(name));
            }
        }
        return images;
    }

    /// Replaces the table: when this returns, the new one is durable; until then the old one holds.
    /// Whatever else the boot loader keeps with it stays. A damaged file is put aside. A table that
    /// is there already is not written again.
    public void write(SlotTable table) throws IOException {
        Optional<TableName> before = newest(TABLES, table.kind());
        if (before.isPresent()
                && !isDamaged(before.get())
                && readable(before.get()).equals(Optional.of(table))) {
            return;
        }
        TableName next =
                new TableName(
                        TABLES, table.kind(), before.map(TableName::generation).orElse(0) + 1);
        appear(next.toString(), following(before, table).encode(), written -> {});
        for (TableName name : tables()) {
            if (name.isOf(TABLES, table.kind()) && name.generation() < next.generation()) {
                remove(name);
            }
        }
    }

    private SlotTableFile following(Optional<TableName> before, SlotTable table) {
        if (before.isPresent()) {
            try {
                return file(before.get()).with(table);
            } catch (IOException unreadable) {
                return SlotTableFile.of(table);
            }
        }
        return SlotTableFile.of(table);
    }

    /// What is damaged is never deleted: somebody may want to look at it.
    private void remove(TableName name) throws IOException {
        if (!isDamaged(name)) {
            files.delete(name.toString());
            return;
        }
        String kept = QUARANTINE + name;
        for (int twin = 2; files.list().contains(kept); twin++) {
            kept = QUARANTINE + name + "-" + twin;
        }
        files.rename(name.toString(), kept);
        files.forceDirectory();
    }

    private SlotTableFile file(TableName name) throws IOException {
        return SlotTableFile.read(files.read(name.toString()));
    }

    private Optional<SlotTable> readable(TableName name) {
        try {
            return Optional.of(file(name).table());
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private boolean isDamaged(TableName name) {
        try {
            return file(name).isDamaged();
        } catch (IOException unreadable) {
            return true;
        }
    }

    /// Whether the slot holds exactly the image that its table describes.
    public boolean isSound(SlotTable table, Slot slot) throws IOException {
        Optional<SlotImage> image = table.in(slot);
        String name = imageName(table, slot);
        return image.isPresent()
                && files.list().contains(name)
                && Sha256.hex(files.read(name)).equals(image.get().sha256());
    }

    /// Refuses an image that would take the room that the unit has promised its alarms: it would
    /// not even start.
    ///
    /// @throws IOException when there is too little
    void requireRoom(SlotTable table, Slot slot, int bytes) throws IOException {
        String replaced = imageName(table, slot);
        long free = FLASH_BYTES;
        for (String name : files.list()) {
            if (!name.equals(replaced) && !name.equals(replaced + UNFINISHED)) {
                free -= files.size(name);
            }
        }
        if (free - RESERVED_BYTES < bytes) {
            throw new IOException(
                    "expected "
                            + bytes
                            + " bytes free for an image beside the "
                            + RESERVED_BYTES
                            + " kept for alarms, but the flash has "
                            + Math.max(0, free)
                            + "; let the unit send what waits, or remove quarantined files");
        }
    }

    /// Puts an image's bytes into a slot that the table does not use, durably and read back.
    ///
    /// @param progress told how many bytes are written
    void fill(SlotTable table, Slot slot, byte[] image, IntConsumer progress) throws IOException {
        String name = imageName(table, slot);
        deleteIfPresent(name);
        appear(name, image, progress);
        if (!Arrays.equals(files.read(name), image)) {
            throw new IOException(
                    "expected " + name + " to hold what was written to it, but it does not");
        }
    }

    private void appear(String name, byte[] content, IntConsumer progress) throws IOException {
        String unfinished = name + UNFINISHED;
        deleteIfPresent(unfinished);
        files.create(unfinished);
        for (int at = 0; at < content.length; at += chunkBytes) {
            int end = Math.min(content.length, at + chunkBytes);
            files.append(unfinished, Arrays.copyOfRange(content, at, end));
            progress.accept(end);
        }
        files.force(unfinished);
        files.rename(unfinished, name);
        files.forceDirectory();
    }

    private void deleteIfPresent(String name) throws IOException {
        if (files.list().contains(name)) {
            files.delete(name);
        }
    }

    private Optional<TableName> newest(String what, String kind) throws IOException {
        return tables().stream()
                .filter(name -> name.isOf(what, kind))
                .max(Comparator.comparingInt(TableName::generation));
    }

    private List<TableName> tables() throws IOException {
        List<TableName> tables = new ArrayList<>();
        for (String name : files.list()) {
            Matcher form = TABLE.matcher(name);
            if (form.matches()) {
                tables.add(
                        new TableName(
                                form.group(1), form.group(2), Integer.parseInt(form.group(3))));
            }
        }
        return tables;
    }

    private static String imageName(SlotTable table, Slot slot) {
        return "image-" + table.kind() + "-" + slot.word() + ".jar";
    }

    private record TableName(String what, String kind, int generation) {

        boolean isOf(String otherWhat, String otherKind) {
            return what.equals(otherWhat) && kind.equals(otherKind);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s-%s.%08d", what, kind, generation);
        }
    }
}
