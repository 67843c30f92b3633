package org.kadec21.updating;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Where in an image's file its parts lie (PKWARE APPNOTE 4.3), for those who mean to damage it.
///
/// @param entries in the order of the file
/// @param end the record behind the directory
record JarMap(List<Entry> entries, Span end) {

    private static final int END_BYTES = 22;
    private static final int HEADER_BYTES = 30;
    private static final int RECORD_BYTES = 46;
    private static final int CHECKSUM_IN_HEADER = 14;
    private static final int CHECKSUM_IN_RECORD = 16;

    /// Bytes that follow each other; at least one.
    record Span(int from, int to) {

        int length() {
            return to - from;
        }
    }

    /// @param header with the name
    /// @param content what the entry holds
    /// @param record of the directory, with the name
    record Entry(String name, Span header, Span content, Span record) {

        /// Makes the checksums before and behind the content right again.
        void seal(byte[] file) {
            CRC32 checksum = new CRC32();
            checksum.update(file, content.from(), content.length());
            ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            fields.putInt(header.from() + CHECKSUM_IN_HEADER, (int) checksum.getValue());
            fields.putInt(record.from() + CHECKSUM_IN_RECORD, (int) checksum.getValue());
        }
    }

    static JarMap of(byte[] file) {
        ByteBuffer fields = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = file.length - END_BYTES;
        List<Entry> entries = new ArrayList<>();
        int at = fields.getInt(end + 16);
        while (at < end) {
            int header = fields.getInt(at + 42);
            int name = fields.getShort(at + 28);
            int content = header + HEADER_BYTES + name;
            Entry entry =
                    new Entry(
                            new String(file, at + RECORD_BYTES, name, US_ASCII),
                            new Span(header, content),
                            new Span(content, content + fields.getInt(at + 24)),
                            new Span(at, at + RECORD_BYTES + name));
            entries.add(entry);
            at = entry.record().to();
        }
        return new JarMap(List.copyOf(entries), new Span(end, file.length));
    }
}
