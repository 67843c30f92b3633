package org.kadec21.bench.throughput;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

/// The module's end of a serial line whose cable is pulled after a number of bytes, both directions
/// counted together.
final class CutLine implements ByteLink {

    private final ByteLink line;
    private final Runnable pull;
    private long left = Long.MAX_VALUE;

    /// @param pull pulls the cable
    CutLine(ByteLink line, Runnable pull) {
        this.line = line;
        this.pull = pull;
    }

    /// From now on `bytes` more get through.
    void cutAfter(long bytes) {
        left = bytes;
        pass(0);
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int count = line.read(buffer, offset, length, deadline);
        int whole = (int) Math.min(Math.max(count, 0), left);
        pass(whole);
        return count > whole ? whole : count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        int whole = (int) Math.min(length, left);
        line.write(bytes, offset, whole, deadline);
        pass(whole);
    }

    @Override
    public void close() {
        line.close();
    }

    private void pass(int bytes) {
        left -= bytes;
        if (left <= 0) {
            pull.run();
        }
    }
}
