package org.kadec21.simulation.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// The master side of a pseudo-terminal as file descriptor: non-blocking calls and a poll.
/// Constants and sizes are those of Linux on x86-64 and AArch64.
final class Terminal {

    private static final int O_RDWR = 0x2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int TCSANOW = 0;
    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;

    /// More than any `struct termios` (60 bytes in glibc).
    private static final int TERMIOS_BYTES = 256;

    private static final int NAME_BYTES = 128;

    /// `poll` passes over a descriptor below 0.
    private static final int NONE = -1;

    /// `struct pollfd`: int fd, short events, short revents.
    private static final int POLLFD_BYTES = 8;

    private static final int EVENTS_OFFSET = 4;
    private static final int FOUND_OFFSET = 6;

    private final LibC c = new LibC();
    private final LibC.Function pollFunction = c.returningInt("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private final LibC.Function readFunction =
            c.returningLong("read", JAVA_INT, ADDRESS, JAVA_LONG);
    private final LibC.Function writeFunction =
            c.returningLong("write", JAVA_INT, ADDRESS, JAVA_LONG);
    private final LibC.Function tcgetattr = c.returningInt("tcgetattr", JAVA_INT, ADDRESS);
    private final LibC.Function cfgetospeed = c.returningInt("cfgetospeed", ADDRESS);
    private final LibC.Function closeFunction = c.returningInt("close", JAVA_INT);
    private final int master;
    private final String slave;
    private final Openings openings;

    /// What a poll found.
    record Readiness(boolean output, boolean hangUp) {}

    /// A new pair, raw from the start: no echo, no line editing, no translation.
    Terminal() throws IOException {
        master =
                c.returningInt("posix_openpt", JAVA_INT)
                        .call(O_RDWR | O_NOCTTY | O_NONBLOCK)
                        .orThrow();
        try (Arena arena = Arena.ofConfined()) {
            c.returningInt("grantpt", JAVA_INT).call(master).orThrow();
            c.returningInt("unlockpt", JAVA_INT).call(master).orThrow();
            MemorySegment name = arena.allocate(NAME_BYTES);
            c.returningInt("ptsname_r", JAVA_INT, ADDRESS, JAVA_LONG)
                    .call(master, name, (long) NAME_BYTES)
                    .orThrow();
            slave = name.getString(0);
            beVacant(arena);
            MemorySegment termios = attributes(arena);
            c.returningInt("cfmakeraw", ADDRESS).call(termios);
            c.returningInt("tcsetattr", JAVA_INT, JAVA_INT, ADDRESS)
                    .call(master, TCSANOW, termios)
                    .orThrow();
            openings = watch(slave);
        } catch (IOException failed) {
            closeFunction.call(master).orThrow();
            throw failed;
        }
    }

    /// Who opened, wrote to and closed the other side since the last time.
    List<Openings.Event> visits() throws IOException {
        return openings.read();
    }

    /// Path of the other side.
    String slave() {
        return slave;
    }

    /// The speed the other side has set, in bit/s; empty when it is none of the usual ones.
    OptionalInt bitsPerSecond() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int code = (int) cfgetospeed.call(attributes(arena)).value();
            return BaudRate.ofCode(code);
        }
    }

    /// Whether the other side has set the speed B0, which asks to hang up (POSIX.1-2024 11.1.3).
    boolean isToldToHangUp() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return cfgetospeed.call(attributes(arena)).value() == 0;
        }
    }

    /// Waits up to `millis` for a visit or, where somebody is there, for input: where nobody is,
    /// the system would say so without waiting.
    void awaitNews(boolean anybody, int millis) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(2 * POLLFD_BYTES, Integer.BYTES);
            watchFor(both.asSlice(0, POLLFD_BYTES), anybody ? master : NONE, Poll.IN);
            watchFor(both.asSlice(POLLFD_BYTES), openings.descriptor(), Poll.IN);
            poll(both, 2L, millis);
        }
    }

    /// Waits up to `millis` for room to write; a hang-up is always reported.
    Readiness awaitRoom(int millis) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(POLLFD_BYTES, Integer.BYTES);
            watchFor(one, master, Poll.OUT);
            boolean found = poll(one, 1L, millis);
            int events = found ? one.get(JAVA_SHORT, FOUND_OFFSET) : 0;
            return new Readiness((events & Poll.OUT) != 0, (events & Poll.HANG_UP) != 0);
        }
    }

    /// Whether nobody has the other side open.
    boolean isVacant() throws IOException {
        return awaitRoom(0).hangUp();
    }

    /// Reads what is there; 0 when there is nothing, or nobody on the other side.
    int read(byte[] buffer) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(buffer.length);
            int count = transferred(readFunction.call(master, bytes, (long) buffer.length));
            MemorySegment.copy(bytes, JAVA_BYTE, 0, buffer, 0, count);
            return count;
        }
    }

    /// Writes what there is room for; returns the number of bytes.
    int write(byte[] bytes, int offset, int length) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(length);
            MemorySegment.copy(bytes, offset, copy, JAVA_BYTE, 0, length);
            return transferred(writeFunction.call(master, copy, (long) length));
        }
    }

    void close() throws IOException {
        openings.close();
        closeFunction.call(master).orThrow();
    }

    private static Openings watch(String slave) throws IOException {
        try {
            return new Openings(Path.of(slave));
        } catch (IOException refused) {
            throw new IOException(
                    refused.getMessage()
                            + ": cannot watch who opens "
                            + slave
                            + "; a larger /proc/sys/fs/inotify/max_user_instances may help",
                    refused);
        }
    }

    private static void watchFor(MemorySegment one, int descriptor, int events) {
        one.set(JAVA_INT, 0, descriptor);
        one.set(JAVA_SHORT, EVENTS_OFFSET, (short) events);
    }

    /// Whether something came before the time was over.
    private boolean poll(MemorySegment descriptors, long count, int millis) throws IOException {
        LibC.Result result = pollFunction.call(descriptors, count, millis);
        if (result.failed() && result.errno() != EINTR) {
            result.orThrow();
        }
        return !result.failed() && result.value() > 0;
    }

    /// Opens the other side and closes it: before its first opening the system would not report
    /// that nobody is there.
    private void beVacant(Arena arena) throws IOException {
        int once =
                c.returningInt("open", ADDRESS, JAVA_INT)
                        .call(arena.allocateFrom(slave), O_RDWR | O_NOCTTY)
                        .orThrow();
        closeFunction.call(once).orThrow();
    }

    private static int transferred(LibC.Result result) throws IOException {
        boolean nothing =
                result.failed()
                        && (result.errno() == EAGAIN
                                || result.errno() == EINTR
                                || result.errno() == EIO);
        return nothing ? 0 : result.orThrow();
    }

    private MemorySegment attributes(Arena arena) throws IOException {
        MemorySegment termios = arena.allocate(TERMIOS_BYTES, Long.BYTES);
        tcgetattr.call(master, termios).orThrow();
        return termios;
    }

    /// Events of `poll`.
    private static final class Poll {
        static final int IN = 0x1;
        static final int OUT = 0x4;
        static final int HANG_UP = 0x10;
    }
}
