package org.kadec21.updater.flash;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.kadec21.updater.image.Sha256;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A slot table as bytes: a file of kind 4 of the flash layout, header and one frame
/// (`docs/flash-layout.md`).
final class SlotTableFile {

    private static final byte[] MAGIC = "KADEC21\n".getBytes(UTF_8);
    private static final int KIND = 4;
    private static final int MAJOR = 1;
    private static final int HEADER_BYTES = 16;
    private static final int FRAME_HEAD_BYTES = 10;
    private static final int TABLE = 1;
    private static final int END_MARK = 0xF521_ED0A;
    private static final int MOST_VALUE_BYTES = 4096;

    private SlotTableFile() {}

    static byte[] encode(SlotTable table) {
        byte[] value = value(table);
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + FRAME_HEAD_BYTES + value.length + 4);
        file.put(MAGIC).putShort((short) KIND).put((byte) MAJOR).put((byte) 0);
        file.putInt(crc(file.array(), 0, file.position()));
        ByteBuffer checked = ByteBuffer.allocate(6 + value.length);
        checked.putInt(value.length).putShort((short) TABLE).put(value);
        file.putInt(value.length).putInt(crc(checked.array(), 0, checked.capacity()));
        return file.putShort((short) TABLE).put(value).putInt(END_MARK).array();
    }

    /// @throws IOException when it is damaged or of another layout; the message says how
    static SlotTable decode(byte[] file) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            requireHeader(bytes);
            int length = bytes.getInt();
            require(length >= 0 && length <= MOST_VALUE_BYTES, "its frame has no sound length");
            int crc = bytes.getInt();
            int type = bytes.getShort();
            byte[] value = new byte[length];
            bytes.get(value);
            ByteBuffer checked = ByteBuffer.allocate(6 + length);
            checked.putInt(length).putShort((short) type).put(value);
            require(crc == crc(checked.array(), 0, checked.capacity()), "its checksum is wrong");
            require(type == TABLE && bytes.getInt() == END_MARK, "its frame is no slot table");
            return table(ByteBuffer.wrap(value));
        } catch (BufferUnderflowException tooShort) {
            throw new IOException("it ends too early", tooShort);
        }
    }

    private static void requireHeader(ByteBuffer bytes) throws IOException {
        byte[] header = new byte[HEADER_BYTES];
        bytes.get(header);
        ByteBuffer fields = ByteBuffer.wrap(header);
        byte[] magic = new byte[MAGIC.length];
        fields.get(magic);
        require(Arrays.equals(magic, MAGIC), "it does not begin with KADEC21");
        int kind = fields.getShort();
        int major = fields.get();
        fields.get();
        require(fields.getInt() == crc(header, 0, 12), "its header is damaged");
        require(major == MAJOR, "it has layout " + major + ".x, known is " + MAJOR + ".x");
        require(kind == KIND, "it is of kind " + kind + ", expected was " + KIND);
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
            require(value.getInt() == Sha256.BYTES, "an image's digest has a wrong length");
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

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static void require(boolean sound, String complaint) throws IOException {
        if (!sound) {
            throw new IOException(complaint);
        }
    }
}
