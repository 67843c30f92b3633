package org.kadec21.updating;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Time;
import org.kadec21.updater.port.Line;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/// A line of ours as the updater sees one, in virtual or in real time.
public record TestLine(ByteLink bytes, Time time) implements Line {

    private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

    @Override
    public int read(byte[] buffer, Duration limit) throws IOException {
        int count = bytes.read(buffer, 0, buffer.length, time.after(limit));
        if (count < 0) {
            throw new EOFException("expected the unit to stay, but the line has ended");
        }
        return count;
    }

    @Override
    public void write(byte[] sent) throws IOException {
        bytes.write(sent, time.after(WRITE_LIMIT));
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void close() {
        bytes.close();
    }
}
