package org.kadec21.simulation.realtime;

import org.kadec21.hal.BlockingBytes;
import org.kadec21.hal.LinkException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A pseudo-terminal that serves a simulated module to any program which opens a serial port: the
/// master side, as blocking bytes for a [org.kadec21.hal.Pump]. Linux only.
///
/// ```java
/// Pty pty = Pty.open(Path.of("modem0"), hungUp::raise);
/// ByteLink line = pump.pump("modem0", pty);
/// ```
///
/// Nothing here paces bits: a peer sees the bytes as fast as it can read. As with a real line,
/// bytes sent while nobody has the port open are lost. When the last peer closes the port this is
/// reported, however soon it is opened again, and so is a peer that sets the speed B0.
///
/// Everybody who opens the port counts, `stty` too, as on a real line; whoever only looks at its
/// name does not. A hang-up comes behind the bytes that were written before it and ahead of those
/// written after it. Only where both lay unread when it was noticed, which takes a peer that
/// writes, closes, opens and writes within the same instant, does it come behind them all. Where
/// the system could not tell all that happened (inotify(7), `IN_Q_OVERFLOW`), hang-ups are reported
/// that perhaps were none, rather than one too few.
public final class Pty implements BlockingBytes {

    /// How long a call may keep the terminal from being closed.
    private static final int SLICE_MILLIS = 50;

    /// Bytes that the system holds of a line at most (`TTYB_DEFAULT_MEM_LIMIT`).
    private static final int MOST_HELD = 64 * 1024;

    private static final int HUNG_UP = -2;

    private final Terminal terminal;
    private final DeviceLink link;
    private final Runnable hungUp;

    /// Shared by calls, exclusive for closing: a descriptor's number must not be reused under a
    /// call.
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    private volatile boolean closed;
    private final Visitors visitors = new Visitors();
    private int hangUpsDue;
    private int bytesDue;
    private boolean toldToHangUp;
    private boolean released;

    private Pty(Terminal terminal, DeviceLink link, Runnable hungUp) {
        this.terminal = terminal;
        this.link = link;
        this.hungUp = hungUp;
    }

    /// Makes a pseudo-terminal and a symbolic link to it.
    ///
    /// @param link where peers find it; must not exist, except as the leftover of a killed program
    /// @param hungUp is called on a platform thread each time the last peer has closed the port, or
    ///   one has dropped DTR by the speed B0; it may raise a signal or offer to an inbox, nothing
    ///   else
    /// @throws LinkException when the system has no pseudo-terminals or the link cannot be made
    public static Pty open(Path link, Runnable hungUp) throws LinkException {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            throw new LinkException(
                    "a pseudo-terminal can be made on Linux only, this is "
                            + System.getProperty("os.name")
                            + "; serve the module over TCP instead");
        }
        try {
            Terminal terminal = new Terminal();
            try {
                return new Pty(
                        terminal, DeviceLink.create(link, Path.of(terminal.slave())), hungUp);
            } catch (LinkException refused) {
                terminal.close();
                throw refused;
            }
        } catch (LinkException refused) {
            throw refused;
        } catch (IOException failed) {
            throw new LinkException(
                    "cannot make a pseudo-terminal ("
                            + failed.getMessage()
                            + "); check that /dev/pts is mounted and /proc/sys/fs/inotify allows"
                            + " one more instance",
                    failed);
        }
    }

    /// The device, `/dev/pts/N`.
    public String device() {
        return terminal.slave();
    }

    /// The speed the peer has set, in bit/s; empty when it is none of the usual ones.
    public OptionalInt bitsPerSecond() throws IOException {
        return whileOpen(terminal::bitsPerSecond);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        int count = closed ? -1 : whileOpen(() -> readSlice(buffer));
        if (count == HUNG_UP) {
            hungUp.run();
            return 0;
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int from = offset + done;
            int left = length - done;
            done += whileOpen(() -> writeSlice(bytes, from, left));
        }
    }

    /// Takes the port away from a peer that has it open, as unplugging does, and removes the link.
    @Override
    public void close() throws IOException {
        closed = true;
        inUse.writeLock().lock();
        try {
            if (!released) {
                released = true;
                link.remove();
                terminal.close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private int readSlice(byte[] buffer) throws IOException {
        if (hangUpsDue == 0) {
            look();
        }
        int count = hangUpsDue == 0 || bytesDue > 0 ? readAll(buffer) : 0;
        if (count > 0) {
            bytesDue = Math.max(0, bytesDue - count);
            return count;
        }
        if (hangUpsDue == 0) {
            return 0;
        }
        bytesDue = 0;
        hangUpsDue--;
        return HUNG_UP;
    }

    /// Fills the buffer or finds that no more is there: a single call of the system returns less
    /// than it holds.
    private int readAll(byte[] buffer) throws IOException {
        int done = 0;
        while (done < buffer.length) {
            int count = terminal.read(buffer, done, buffer.length - done);
            if (count == 0) {
                visitors.drained();
                return done;
            }
            done += count;
        }
        return done;
    }

    /// Waits for bytes or hang-ups; what is due then is to be handed out first.
    private void look() throws IOException {
        terminal.awaitNews(visitors.anybody(), SLICE_MILLIS);
        List<Openings.Event> visits = terminal.visits();
        Visitors.Turn turn =
                visits.isEmpty() && visitors.anybody() && terminal.isVacant()
                        ? unseen(terminal.visits())
                        : visitors.on(visits);
        boolean wasToldToHangUp = toldToHangUp;
        toldToHangUp = terminal.isToldToHangUp();
        boolean dropsDtr = toldToHangUp && !wasToldToHangUp && visitors.anybody();
        hangUpsDue = turn.hangUps() + (dropsDtr ? 1 : 0);
        bytesDue = turn.bytesFirst() || dropsDtr ? MOST_HELD : 0;
    }

    /// Nobody is there any more: that has just been told, or it was among events that were lost.
    private Visitors.Turn unseen(List<Openings.Event> visits) {
        Visitors.Turn turn = visitors.on(visits);
        if (!visits.isEmpty()) {
            return turn;
        }
        visitors.forget();
        return new Visitors.Turn(1, true);
    }

    private int writeSlice(byte[] bytes, int offset, int length) throws IOException {
        Terminal.Readiness ready = terminal.awaitRoom(SLICE_MILLIS);
        if (ready.hangUp()) {
            return length;
        }
        return ready.output() ? terminal.write(bytes, offset, length) : 0;
    }

    private <T> T whileOpen(Call<T> call) throws IOException {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new IOException(
                        "the pseudo-terminal " + device() + " was closed on this side");
            }
            return call.make();
        } finally {
            inUse.readLock().unlock();
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException;
    }
}
