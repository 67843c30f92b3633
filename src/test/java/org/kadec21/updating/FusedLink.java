package org.kadec21.updating;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PowerOffException;

import java.util.Optional;
import java.util.function.LongSupplier;

/// A unit's line that takes its power away behind a certain byte, heard or said.
final class FusedLink implements ByteLink {

    static final long NEVER = Long.MAX_VALUE;

    private final ByteLink line;
    private final Fuse fuse;

    FusedLink(ByteLink line, Fuse fuse) {
        this.line = line;
        this.fuse = fuse;
    }

    /// Counts the bytes of all lives of a unit.
    static final class Fuse {

        private static final byte ACK = 0x06;

        private final Runnable cut;
        private LongSupplier distances = () -> NEVER;
        private long bytes;
        private long blowsAt = NEVER;
        private Optional<Runnable> atBlocks = Optional.empty();
        private int answers;
        private int cuts;

        Fuse(Runnable cut) {
            this.cut = cut;
        }

        /// Bytes heard and said so far.
        long bytes() {
            return bytes;
        }

        /// How often it has blown.
        int cuts() {
            return cuts;
        }

        /// Blows when so many bytes were heard and said, and the next one is due.
        void blowAt(long limit) {
            blowsAt = limit;
        }

        /// Blows again and again, so many bytes after the last time.
        void blowBehindEach(LongSupplier spans) {
            distances = spans;
            blowsAt = bytes + spans.getAsLong();
        }

        /// Does not blow, but has somebody look at each block's answer, by turns before and behind
        /// it.
        void lookAtEachBlock(Runnable look) {
            atBlocks = Optional.of(look);
        }

        private int allow(int wanted) {
            if (bytes >= blowsAt) {
                cuts++;
                long distance = distances.getAsLong();
                blowsAt = distance == NEVER ? NEVER : bytes + distance;
                blow();
            }
            return (int) Math.min(wanted, blowsAt - bytes);
        }

        private boolean isAnswer(byte[] said, int offset, int length) {
            return atBlocks.isPresent() && length == 1 && said[offset] == ACK;
        }

        private void look() {
            atBlocks.ifPresent(Runnable::run);
        }

        private void blow() {
            cut.run();
            throw new PowerOffException("the fuse blew behind byte " + bytes);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int count = line.read(buffer, offset, fuse.allow(length), deadline);
        fuse.bytes += Math.max(0, count);
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        boolean answer = fuse.isAnswer(bytes, offset, length);
        boolean before = answer && ++fuse.answers % 2 == 0;
        if (before) {
            fuse.look();
        }
        for (int done = 0; done < length; ) {
            int piece = fuse.allow(length - done);
            line.write(bytes, offset + done, piece, deadline);
            fuse.bytes += piece;
            done += piece;
        }
        if (answer && !before) {
            fuse.look();
        }
    }

    /// A cable stays plugged in when one end of it has lost its power.
    @Override
    public void close() {}
}
