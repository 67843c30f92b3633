package org.kadec21.firmware.service;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

/// A link that is read byte by byte without a call of the board for each, and by turns by several.
final class BufferedLink implements ByteLink {

    private static final int CHUNK = 512;

    private final ByteLink link;
    private final byte[] ahead = new byte[CHUNK];
    private int from;
    private int to;
    private boolean hungUp;

    BufferedLink(ByteLink link) {
        this.link = link;
    }

    /// Whoever was there has left: who waits for them stops doing so, at its next look.
    void hangUp() {
        hungUp = true;
    }

    /// Somebody else may be there now.
    void pickUp() {
        hungUp = false;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        if (hungUp) {
            throw new HungUpException();
        }
        if (from == to) {
            int count = link.read(ahead, 0, CHUNK, deadline);
            if (count <= 0) {
                return count;
            }
            from = 0;
            to = count;
        }
        int given = Math.min(length, to - from);
        System.arraycopy(ahead, from, buffer, offset, given);
        from += given;
        return given;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        link.write(bytes, offset, length, deadline);
    }

    /// It belongs to the service port.
    @Override
    public void close() {}
}
