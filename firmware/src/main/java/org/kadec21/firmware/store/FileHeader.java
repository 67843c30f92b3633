package org.kadec21.firmware.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The first 16 bytes of every file: magic, kind, version and their CRC32C. A major version that
/// this image does not know means bytes it must not touch; a minor one only adds frame types and
/// trailing fields, which it skips.
///
/// @param kind code of a [FileKind], or of a kind a later image added
record FileHeader(int kind, int major, int minor) {

    static final int BYTES = 16;
    static final int MAJOR = 1;
    static final int MINOR = 0;

    static final int MAGIC_BYTES = 8;

    private static final byte[] MAGIC = "KADEC21\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED_BYTES = 12;

    /// What a file's first bytes turned out to be.
    sealed interface Check {

        record Sound(FileHeader header) implements Check {}

        /// The file is not for this image.
        ///
        /// @param reason what was expected and what is there
        record Refused(String reason) implements Check {}
    }

    static FileHeader of(FileKind kind) {
        return new FileHeader(kind.code(), MAJOR, MINOR);
    }

    /// Whether a file with these first bytes is a unit's, of whatever kind and layout.
    static boolean isAUnits(byte[] start) {
        return Arrays.equals(start, MAGIC);
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.put(MAGIC).putShort((short) kind).put((byte) major).put((byte) minor);
        return bytes.putInt(crc(bytes.array())).array();
    }

    /// What is wrong with a header, whatever kind of file it is of; empty when nothing is.
    static Optional<String> complaint(byte[] file) {
        for (FileKind kind : FileKind.values()) {
            if (check(file, kind) instanceof Check.Sound) {
                return Optional.empty();
            }
        }
        return check(file, FileKind.STATE) instanceof Check.Refused(String reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    static Check check(byte[] file, FileKind expected) {
        if (file.length < BYTES) {
            return new Check.Refused(
                    "a header of " + BYTES + " bytes was expected, the file has " + file.length);
        }
        if (!Arrays.equals(MAGIC, 0, MAGIC.length, file, 0, MAGIC.length)) {
            return new Check.Refused("the file does not begin with the magic KADEC21");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file, MAGIC.length, BYTES - MAGIC.length);
        FileHeader header =
                new FileHeader(
                        Short.toUnsignedInt(bytes.getShort()),
                        Byte.toUnsignedInt(bytes.get()),
                        Byte.toUnsignedInt(bytes.get()));
        if (bytes.getInt() != crc(file)) {
            return new Check.Refused("the header's checksum does not match");
        }
        return header.check(expected);
    }

    private Check check(FileKind expected) {
        if (major != MAJOR) {
            return new Check.Refused(
                    "layout "
                            + MAJOR
                            + ".x is known here, the file has layout "
                            + major
                            + "."
                            + minor);
        }
        if (kind != expected.code()) {
            return new Check.Refused(
                    "kind "
                            + expected.code()
                            + " ("
                            + expected
                            + ") was expected, the file has kind "
                            + kind);
        }
        return new Check.Sound(this);
    }

    private static int crc(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
