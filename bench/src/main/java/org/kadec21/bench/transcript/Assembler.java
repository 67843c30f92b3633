package org.kadec21.bench.transcript;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Makes lines out of the bytes of both directions as they come: a command and the reply to it are
/// a line each, also when somebody types them letter by letter and the module echoes every one.
/// Pure: `(state, bytes, now) -> (state, entries)`.
public final class Assembler {

    /// Bytes after which a line is broken.
    static final int MAX_LINE = 512;

    /// A pause in what the module says ends its line: so long a prompt may hang.
    private static final Duration MODULE_PAUSE = Duration.ofMillis(50);

    /// A pause in what the host writes ends its line: so long a person looks for the next key.
    private static final Duration HOST_PAUSE = Duration.ofSeconds(2);

    private final HalfLine host = new HalfLine(Direction.HOST);
    private final HalfLine module = new HalfLine(Direction.MODULE);
    private final List<Entry> done = new ArrayList<>();
    private boolean echoing;
    private long now;

    /// Takes what came in one direction.
    ///
    /// @param nowNanos monotonic
    /// @return the lines that are complete by now, in order
    public List<Entry> take(
            Direction direction, byte[] bytes, int offset, int length, long nowNanos) {
        now = nowNanos;
        for (int i = offset; i < offset + length; i++) {
            switch (direction) {
                case HOST -> fromHost(bytes[i]);
                case MODULE -> fromModule(bytes[i]);
                case LINE -> throw new IllegalArgumentException("the line itself says no bytes");
            }
        }
        return result();
    }

    /// Something happened to the line; what was said before it comes first.
    public List<Entry> event(String name, long nowNanos) {
        now = nowNanos;
        end(host);
        end(module);
        done.add(new Entry(Direction.LINE, now, name));
        return result();
    }

    /// Ends the lines that wait for more for too long; to be called at [#due()].
    public List<Entry> timePassed(long nowNanos) {
        now = nowNanos;
        if (isOver(host, HOST_PAUSE) || isOver(module, MODULE_PAUSE)) {
            end(host);
            end(module);
        }
        return result();
    }

    /// When [#timePassed(long)] wants to be called, unless more comes.
    public Deadline due() {
        return due(host, HOST_PAUSE).earlier(due(module, MODULE_PAUSE));
    }

    private void fromHost(byte b) {
        if (!echoing) {
            end(module);
        }
        if (host.isEndedBefore(b)) {
            end(host);
        }
        host.add(b, now);
        if (host.isFull()) {
            end(host);
        }
    }

    private void fromModule(byte b) {
        echoing = (echoing || module.isEmpty()) && host.has(module.size(), b);
        if (!echoing) {
            end(host);
        }
        if (module.isEndedBefore(b)) {
            end(module);
        }
        module.add(b, now);
        if (module.isFull()) {
            end(host);
            end(module);
        }
    }

    private void end(HalfLine line) {
        if (!line.isEmpty()) {
            echoing = false;
            done.add(line.take());
        }
    }

    /// An echo is said together with the rest, once its command is complete.
    private Deadline due(HalfLine line, Duration pause) {
        boolean held = echoing && line == module;
        return held || line.isEmpty()
                ? Deadline.never()
                : Deadline.at(line.lastNanos()).plus(pause);
    }

    private boolean isOver(HalfLine line, Duration pause) {
        Deadline due = due(line, pause);
        return !due.isNever() && due.atNanos() <= now;
    }

    private List<Entry> result() {
        List<Entry> result = List.copyOf(done);
        done.clear();
        return result;
    }
}
