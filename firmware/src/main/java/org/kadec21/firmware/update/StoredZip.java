package org.kadec21.firmware.update;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/// The one ZIP file that an image's entries make (PKWARE APPNOTE 4.3): nothing compressed, no
/// dates, no attributes, no extra fields, so that equal entries are equal bytes wherever and
/// whenever it is written.
final class StoredZip {

    /// The record that ends a file (4.3.16), and its length without a comment.
    static final int END = 0x06054b50;

    static final int END_BYTES = 22;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final short VERSION_1_0 = 10;

    /// 1980-01-01 00:00, the earliest that a ZIP file can say.
    private static final int NO_DATE = 0x0021_0000;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();

    private StoredZip() {}

    /// @param entries names in ASCII, contents, in the order of the file
    static byte[] of(SequencedMap<String, byte[]> entries) {
        StoredZip zip = new StoredZip();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            zip.add(entry.getKey().getBytes(US_ASCII), entry.getValue());
        }
        int directoryAt = zip.file.size();
        zip.file.writeBytes(zip.directory.toByteArray());
        zip.file.writeBytes(
                fields(END_BYTES)
                        .putInt(END)
                        .putInt(0)
                        .putShort((short) entries.size())
                        .putShort((short) entries.size())
                        .putInt(zip.directory.size())
                        .putInt(directoryAt)
                        .array());
        return zip.file.toByteArray();
    }

    private void add(byte[] name, byte[] content) {
        int at = file.size();
        byte[] common = common(name, content);
        file.writeBytes(fields(4).putInt(LOCAL).array());
        file.writeBytes(common);
        file.writeBytes(name);
        file.writeBytes(content);
        directory.writeBytes(fields(6).putInt(CENTRAL).putShort(VERSION_1_0).array());
        directory.writeBytes(common);
        directory.writeBytes(fields(14).putInt(10, at).array());
        directory.writeBytes(name);
    }

    /// What the header before an entry and the one in the directory share.
    private static byte[] common(byte[] name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return fields(26)
                .putShort(VERSION_1_0)
                .putInt(0)
                .putInt(NO_DATE)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) name.length)
                .array();
    }

    private static ByteBuffer fields(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
