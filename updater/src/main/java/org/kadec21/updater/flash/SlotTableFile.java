package org.kadec21.updater.flash;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.kadec21.updater.image.Sha256;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A slot table's file (`docs/flash-layout.md`, kind 4). Beside the table the boot loader keeps
/// there how images did on trial and what it has to report: none of the updater's business, and
/// carried over byte for byte.
record SlotTableFile(FrameFile file) {

    private static final int TABLE = 1;
    private static final int TRIAL = 2;

    static SlotTableFile of(SlotTable table) {
        return new SlotTableFile(new FrameFile(0, List.of(new Frame(TABLE, value(table))), false));
    }

    /// @throws IOException when it is damaged or of another layout; the message says how
    static SlotTableFile read(byte[] file) throws IOException {
        return new SlotTableFile(FrameFile.read(file));
    }

    byte[] encode() {
        return file.encode();
    }

    /// Whether it lost some of what it held.
    boolean isDamaged() {
        return file.damaged() || last().isEmpty();
    }

    /// The table, of several frames the last one.
    ///
    /// @throws IOException when there is none
    SlotTable table() throws IOException {
        return last().orElseThrow(() -> new IOException("no sound frame in it is a slot table"));
    }

    /// The same with another table. The trial of an image that no slot holds any more is over.
    SlotTableFile with(SlotTable table) {
        List<Frame> frames = new ArrayList<>();
        frames.add(new Frame(TABLE, value(table)));
        for (Frame frame : file.frames()) {
            if (tableIn(frame).isEmpty() && !isOver(frame, table)) {
                frames.add(frame);
            }
        }
        return new SlotTableFile(new FrameFile(file.minor(), frames, false));
    }

    private Optional<SlotTable> last() {
        return file.frames().stream()
                .flatMap(frame -> tableIn(frame).stream())
                .reduce((former, later) -> later);
    }

    /// Empty also for a table of another form: a frame like one of an unknown type.
    private static Optional<SlotTable> tableIn(Frame frame) {
        if (frame.type() != TABLE) {
            return Optional.empty();
        }
        try {
            return Optional.of(table(ByteBuffer.wrap(frame.value())));
        } catch (BufferUnderflowException | IOException ofAnotherForm) {
            return Optional.empty();
        }
    }

    private static boolean isOver(Frame trial, SlotTable table) {
        if (trial.type() != TRIAL) {
            return false;
        }
        ByteBuffer value = ByteBuffer.wrap(trial.value());
        try {
            Optional<SlotImage> image = slot(value.get()).flatMap(table::in);
            byte[] digest = new byte[Sha256.BYTES];
            if (value.getInt() != digest.length) {
                return false;
            }
            value.get(digest);
            String tried = HexFormat.of().formatHex(digest);
            return image.filter(it -> it.sha256().equals(tried)).isEmpty();
        } catch (BufferUnderflowException ofAnotherForm) {
            return false;
        }
    }

    private static byte[] value(SlotTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(table.kind());
            out.writeUTF(table.revision());
            out.writeUTF(table.module());
            out.writeShort(table.bootLoader());
            out.writeInt(table.rollbackIndex());
            out.writeByte(table.start().map(Slot::code).orElse(0));
            out.writeShort(table.slots().size());
            for (Map.Entry<Slot, SlotImage> slot : table.slots().entrySet()) {
                SlotImage image = slot.getValue();
                out.writeByte(slot.getKey().code());
                out.writeByte(image.confirmed() ? 2 : 1);
                out.writeUTF(image.version());
                out.writeInt(image.rollbackIndex());
                out.writeInt(image.length());
                out.writeInt(Sha256.BYTES);
                out.write(image.digest());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static SlotTable table(ByteBuffer value) throws IOException {
        String kind = text(value);
        String revision = text(value);
        String module = text(value);
        int bootLoader = Short.toUnsignedInt(value.getShort());
        int rollbackIndex = value.getInt();
        int start = value.get();
        int count = value.getShort();
        Map<Slot, SlotImage> slots = new EnumMap<>(Slot.class);
        for (int i = 0; i < count; i++) {
            Slot slot = slot(value.get()).orElseThrow(() -> new IOException("it has a third slot"));
            boolean confirmed = value.get() == 2;
            String version = text(value);
            int index = value.getInt();
            int length = value.getInt();
            if (value.getInt() != Sha256.BYTES) {
                throw new IOException("an image's digest has a wrong length");
            }
            byte[] digest = new byte[Sha256.BYTES];
            value.get(digest);
            slots.put(
                    slot,
                    new SlotImage(
                            version, index, length, HexFormat.of().formatHex(digest), confirmed));
        }
        Optional<Slot> starting = slot(start).filter(slots::containsKey);
        return new SlotTable(kind, revision, module, bootLoader, rollbackIndex, starting, slots);
    }

    private static Optional<Slot> slot(int code) {
        for (Slot slot : Slot.values()) {
            if (slot.code() == code) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    private static String text(ByteBuffer value) {
        byte[] text = new byte[Short.toUnsignedInt(value.getShort())];
        value.get(text);
        return new String(text, UTF_8);
    }
}
