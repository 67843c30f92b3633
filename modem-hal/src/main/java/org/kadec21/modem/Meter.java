package org.kadec21.modem;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.Optional;

/// Counts what an uplink costs.
final class Meter {

    private final Time time;
    private Usage settled = Usage.NONE;
    private Optional<Long> radioOnAt = Optional.empty();

    Meter(Time time) {
        this.time = time;
    }

    Usage usage() {
        long running = radioOnAt.map(since -> time.nanos() - since).orElse(0L);
        return settled.plus(new Usage(0, 0, Duration.ofNanos(running)));
    }

    void radioOn() {
        if (radioOnAt.isEmpty()) {
            radioOnAt = Optional.of(time.nanos());
        }
    }

    void radioOff() {
        settled = usage();
        radioOnAt = Optional.empty();
    }

    /// The same link, counted.
    ByteLink counting(ByteLink link) {
        return new ByteLink() {
            @Override
            public int read(byte[] buffer, int offset, int length, Deadline deadline)
                    throws LinkException {
                int count = link.read(buffer, offset, length, deadline);
                settled = settled.plus(new Usage(0, Math.max(0, count), Duration.ZERO));
                return count;
            }

            @Override
            public void write(byte[] bytes, int offset, int length, Deadline deadline)
                    throws LinkException {
                link.write(bytes, offset, length, deadline);
                settled = settled.plus(new Usage(length, 0, Duration.ZERO));
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }
}
