package org.kadec21.simulation.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who opens a device, writes to it and closes it, in order, as Linux tells (inotify(7)).
///
/// Linux makes one event of two that are alike and follow each other. So the device's folder is
/// watched too: each opening and closing then is told twice, once by the folder, which keeps those
/// of the device apart, and none is lost. Only successive writes are one event.
final class Openings {

    private static final int CLOEXEC_NONBLOCK = 0x80000 | 0x800;
    private static final int MODIFIED = 0x2;
    private static final int CLOSED = 0x8 | 0x10;
    private static final int OPENED = 0x20;

    /// `struct inotify_event`: int wd, three numbers of 32 bits, and `len` bytes of a name.
    private static final int HEADER_BYTES = 16;

    private static final int MASK_OFFSET = 4;
    private static final int LENGTH_OFFSET = 12;

    /// Room for some hundred events at a time.
    private static final int BUFFER_BYTES = 8192;

    private static final int EAGAIN = 11;

    private final LibC c = new LibC();
    private final LibC.Function readFunction =
            c.returningLong("read", JAVA_INT, ADDRESS, JAVA_LONG);
    private final LibC.Function closeFunction = c.returningInt("close", JAVA_INT);
    private final int descriptor;
    private final int device;

    /// What somebody did.
    enum Event {
        OPENED,
        WROTE,
        /// The last descriptor of one opening is closed, by hand or by the end of its process.
        CLOSED
    }

    /// Watches from now on.
    Openings(Path watched) throws IOException {
        descriptor = c.returningInt("inotify_init1", JAVA_INT).call(CLOEXEC_NONBLOCK).orThrow();
        try (Arena arena = Arena.ofConfined()) {
            device = watch(arena, watched, OPENED | CLOSED | MODIFIED);
            watch(arena, watched.resolveSibling("."), OPENED | CLOSED);
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    /// Readable when there is something to [#read()].
    int descriptor() {
        return descriptor;
    }

    /// What has happened since the last time; empty when nothing has.
    List<Event> read() throws IOException {
        List<Event> events = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES, Integer.BYTES);
            LibC.Result result = readFunction.call(descriptor, buffer, (long) BUFFER_BYTES);
            int length = result.failed() && result.errno() == EAGAIN ? 0 : result.orThrow();
            for (int at = 0; at < length; ) {
                if (buffer.get(JAVA_INT_UNALIGNED, at) == device) {
                    add(events, buffer.get(JAVA_INT_UNALIGNED, at + MASK_OFFSET));
                }
                at += HEADER_BYTES + buffer.get(JAVA_INT_UNALIGNED, at + LENGTH_OFFSET);
            }
        }
        return events;
    }

    void close() throws IOException {
        closeFunction.call(descriptor).orThrow();
    }

    private int watch(Arena arena, Path path, int events) throws IOException {
        return c.returningInt("inotify_add_watch", JAVA_INT, ADDRESS, JAVA_INT)
                .call(descriptor, arena.allocateFrom(path.toString()), events)
                .orThrow();
    }

    private static void add(List<Event> events, int mask) {
        if ((mask & OPENED) != 0) {
            events.add(Event.OPENED);
        } else if ((mask & MODIFIED) != 0) {
            events.add(Event.WROTE);
        } else if ((mask & CLOSED) != 0) {
            events.add(Event.CLOSED);
        }
    }
}
