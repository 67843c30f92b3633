package org.kadec21.updater.flash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A file of kind 4 of the flash layout (`docs/flash-layout.md`): the header, and the sound frames
/// in their order.
///
/// @param minor version of the layout
/// @param damaged whether bytes between the frames are none
record FrameFile(int minor, List<Frame> frames, boolean damaged) {

    private static final byte[] MAGIC = "KADEC21\n".getBytes(UTF_8);
    private static final int KIND = 4;
    private static final int MAJOR = 1;
    private static final int CHECKED_BYTES = 12;
    private static final int HEADER_BYTES = 16;

    FrameFile {
        frames = List.copyOf(frames);
    }

    /// @throws IOException when the header is damaged or of another layout; the message says how
    static FrameFile read(byte[] file) throws IOException {
        int minor = minorVersion(file);
        List<Frame> frames = new ArrayList<>();
        boolean damaged = false;
        int position = HEADER_BYTES;
        while (position >= 0 && position < file.length) {
            Optional<Frame> frame = Frame.at(file, position);
            if (frame.isPresent()) {
                frames.add(frame.get());
                position += frame.get().encodedBytes();
            } else {
                position = resumption(file, position);
                damaged |= position >= 0;
            }
        }
        return new FrameFile(minor, frames, damaged);
    }

    /// Where the next sound frame begins behind a damaged one, or -1. The damaged one's own length
    /// is tried first, so that a frame quoted inside its value is not mistaken for one.
    private static int resumption(byte[] file, int damaged) {
        int claimed = Frame.claimedEnd(file, damaged);
        if (claimed >= 0 && Frame.at(file, claimed).isPresent()) {
            return claimed;
        }
        int last = file.length - Frame.OVERHEAD_BYTES;
        for (int end = damaged + Frame.END_MARK_BYTES; end <= last; end++) {
            if (Frame.isEndMarkBefore(file, end) && Frame.at(file, end).isPresent()) {
                return end;
            }
        }
        return -1;
    }

    byte[] encode() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(MAGIC).putShort((short) KIND).put((byte) MAJOR).put((byte) minor);
        header.putInt(crc(header.array()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header.array());
        frames.forEach(frame -> file.writeBytes(frame.encode()));
        return file.toByteArray();
    }

    private static int minorVersion(byte[] file) throws IOException {
        require(file.length >= HEADER_BYTES, "it ends too early");
        ByteBuffer fields = ByteBuffer.wrap(file);
        byte[] magic = new byte[MAGIC.length];
        fields.get(magic);
        require(Arrays.equals(magic, MAGIC), "it does not begin with KADEC21");
        int kind = fields.getShort();
        int major = fields.get();
        int minor = Byte.toUnsignedInt(fields.get());
        require(fields.getInt() == crc(file), "its header is damaged");
        require(major == MAJOR, "it has layout " + major + ".x, known is " + MAJOR + ".x");
        require(kind == KIND, "it is of kind " + kind + ", expected was " + KIND);
        return minor;
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }

    private static void require(boolean sound, String complaint) throws IOException {
        if (!sound) {
            throw new IOException(complaint);
        }
    }
}
