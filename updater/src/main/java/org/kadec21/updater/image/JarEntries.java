package org.kadec21.updater.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import org.kadec21.updater.image.RefusedException.Reason;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// Takes a JAR of the only shape that an image has apart, byte by byte (PKWARE APPNOTE 4.3):
/// entries that are stored, without dates, attributes or extra fields, then the directory that
/// repeats them, then its end. Whatever could be said in two ways is refused in all but one, so
/// that a byte outside of the signed contents cannot differ either.
final class JarEntries {

    private static final String SIGNATURE = "META-INF/KADEC21.EC";
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int NAME_LIMIT = 200;
    private static final short VERSION_1_0 = 10;
    private static final int NO_DATE = 0x0021_0000;

    private final ByteBuffer file;
    private final List<Entry> entries = new ArrayList<>();

    /// One entry.
    ///
    /// @param name in ASCII, without spaces
    record Entry(String name, byte[] content, int at, int crc) {}

    private JarEntries(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The entries in the order of the file.
    static List<Entry> of(byte[] file) throws RefusedException {
        JarEntries jar = new JarEntries(file);
        int directoryAt = jar.directoryAt();
        jar.requireSigned();
        while (jar.file.position() < directoryAt) {
            jar.readEntry(directoryAt);
        }
        for (Entry entry : jar.entries) {
            jar.readDirectory(entry);
        }
        jar.readEnd(directoryAt);
        return jar.entries;
    }

    /// The end says where the directory begins and so how long the file is.
    private int directoryAt() throws RefusedException {
        int end = file.limit() - END_BYTES;
        if (end >= 0 && file.getInt(end) == END) {
            long directory = Integer.toUnsignedLong(file.getInt(end + 12));
            long at = Integer.toUnsignedLong(file.getInt(end + 16));
            if (at + directory == end) {
                return (int) at;
            }
        }
        throw new RefusedException(
                Reason.TRUNCATED,
                "expected an image, a JAR that ends with its directory, but this file of "
                        + file.limit()
                        + " bytes does not; copy or fetch it again");
    }

    /// Any other JAR would be refused below for a reason that says less.
    private void requireSigned() throws RefusedException {
        if (!new String(file.array(), ISO_8859_1).contains(SIGNATURE)) {
            throw new RefusedException(
                    Reason.UNSIGNED,
                    "expected a signed image, but this JAR has no "
                            + SIGNATURE
                            + "; take the image as its maker signed it");
        }
    }

    private void readEntry(int limit) throws RefusedException {
        int at = file.position();
        require(limit - at >= 30, "an entry's header is cut short");
        require(file.getInt() == LOCAL, "there is no entry at byte " + at);
        require(file.getShort() == VERSION_1_0 && file.getInt() == 0, "an entry is packed");
        require(file.getInt() == NO_DATE, "an entry has a date");
        int crc = file.getInt();
        int length = file.getInt();
        require(length >= 0 && file.getInt() == length, "an entry has two lengths");
        int nameLength = Short.toUnsignedInt(file.getShort());
        require(file.getShort() == 0, "an entry has extra fields");
        require(nameLength <= NAME_LIMIT && nameLength > 0, "an entry's name is too long");
        require(length <= limit - file.position() - nameLength, "an entry is cut short");
        String name = name(nameLength);
        byte[] content = new byte[length];
        file.get(content);
        CRC32 actual = new CRC32();
        actual.update(content);
        require((int) actual.getValue() == crc, name + " does not have its checksum");
        entries.add(new Entry(name, content, at, crc));
    }

    private String name(int length) throws RefusedException {
        byte[] name = new byte[length];
        file.get(name);
        for (byte character : name) {
            require(character > ' ' && character <= '~', "an entry's name is not plain ASCII");
        }
        return new String(name, US_ASCII);
    }

    private void readDirectory(Entry entry) throws RefusedException {
        byte[] name = entry.name().getBytes(US_ASCII);
        byte[] expected =
                ByteBuffer.allocate(46 + name.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(CENTRAL)
                        .putShort(VERSION_1_0)
                        .putShort(VERSION_1_0)
                        .putInt(0)
                        .putInt(NO_DATE)
                        .putInt(entry.crc())
                        .putInt(entry.content().length)
                        .putInt(entry.content().length)
                        .putShort((short) name.length)
                        .putInt(42, entry.at())
                        .position(46)
                        .put(name)
                        .array();
        requireNext(expected, "the directory does not describe " + entry.name());
    }

    private void readEnd(int directoryAt) throws RefusedException {
        byte[] expected =
                ByteBuffer.allocate(END_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(END)
                        .putInt(0)
                        .putShort((short) entries.size())
                        .putShort((short) entries.size())
                        .putInt(file.position() - directoryAt)
                        .putInt(directoryAt)
                        .array();
        requireNext(expected, "the end of the directory does not fit the entries");
        require(!file.hasRemaining(), "something follows the directory");
    }

    private void requireNext(byte[] expected, String complaint) throws RefusedException {
        require(file.remaining() >= expected.length, complaint);
        byte[] actual = new byte[expected.length];
        file.get(actual);
        require(Arrays.equals(actual, expected), complaint);
    }

    private static void require(boolean sound, String complaint) throws RefusedException {
        if (!sound) {
            throw RefusedException.changed(complaint);
        }
    }
}
