package org.kadec21.bench.transcript;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

/// The module's end of a serial line, with somebody who listens in.
public record TappedLink(ByteLink line, Tap tap) implements ByteLink {

    /// Hears what was said, holding the baton; may not wait.
    @FunctionalInterface
    public interface Tap {
        void heard(Direction direction, byte[] bytes, int offset, int length);
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int count = line.read(buffer, offset, length, deadline);
        if (count > 0) {
            tap.heard(Direction.HOST, buffer, offset, count);
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        tap.heard(Direction.MODULE, bytes, offset, length);
        line.write(bytes, offset, length, deadline);
    }

    @Override
    public void close() {
        line.close();
    }
}
