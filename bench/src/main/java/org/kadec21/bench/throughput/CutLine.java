package org.kadec21.bench.throughput;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;

/// The unit's end of a serial line that counts its bytes, and breaks after a number of them, both
/// directions together.
final class CutLine implements SerialLink {

    private final SerialLink line;
    private final Scissors scissors;

    /// How many bytes may still pass, on whatever line, and how many have.
    static final class Scissors {
        private long left = Long.MAX_VALUE;
        private long up;
        private long down;

        /// Bytes that went to the module.
        long up() {
            return up;
        }

        /// Bytes that came from the module.
        long down() {
            return down;
        }

        void cutAfter(long bytes) {
            left = bytes;
        }

        /// How many of `bytes` pass.
        private int pass(int bytes) throws LinkException {
            if (left == 0) {
                throw new LinkException("the cable was pulled");
            }
            int whole = (int) Math.min(bytes, left);
            left -= whole;
            return whole;
        }
    }

    CutLine(SerialLink line, Scissors scissors) {
        this.line = line;
        this.scissors = scissors;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int count = line.read(buffer, offset, length, deadline);
        if (count <= 0) {
            return count;
        }
        int whole = scissors.pass(count);
        scissors.down += whole;
        return whole;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        int whole = scissors.pass(length);
        line.write(bytes, offset, whole, deadline);
        scissors.up += whole;
        if (whole < length) {
            throw new LinkException("the cable was pulled");
        }
    }

    @Override
    public void setBaudRate(int bitsPerSecond) throws LinkException {
        line.setBaudRate(bitsPerSecond);
    }

    @Override
    public void setDtr(boolean on) throws LinkException {
        line.setDtr(on);
    }

    @Override
    public void discardInput() throws LinkException {
        line.discardInput();
    }

    @Override
    public void close() {
        line.close();
    }
}
