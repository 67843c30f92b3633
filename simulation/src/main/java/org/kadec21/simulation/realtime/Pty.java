package org.kadec21.simulation.realtime;

import org.kadec21.hal.BlockingBytes;
import org.kadec21.hal.LinkException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
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
/// reported, and the port can be opened again; so is a peer that sets the speed B0. A peer that
/// opens and closes the port within ten milliseconds without a word, or reopens it within the same
/// instant, may go unnoticed.
public final class Pty implements BlockingBytes {

    /// How long a call may keep the terminal from being closed.
    private static final int SLICE_MILLIS = 50;

    /// How long to wait between two looks for somebody to open the port again.
    private static final int VACANT_MILLIS = 10;

    private static final int HUNG_UP = -2;

    private final Terminal terminal;
    private final DeviceLink link;
    private final Runnable hungUp;

    /// Shared by calls, exclusive for closing: a descriptor's number must not be reused under a
    /// call.
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    private volatile boolean closed;
    private boolean occupied;
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
                            + "); check that /dev/pts is mounted",
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
        Terminal.Readiness ready = terminal.poll(true, false, occupied ? SLICE_MILLIS : 0);
        if (ready.input()) {
            occupied = true;
            return terminal.read(buffer);
        }
        boolean wasOccupied = occupied;
        boolean wasToldToHangUp = toldToHangUp;
        occupied = !ready.hangUp();
        toldToHangUp = terminal.isToldToHangUp();
        boolean dropsDtr = toldToHangUp && !wasToldToHangUp;
        if (wasOccupied && (!occupied || dropsDtr)) {
            return HUNG_UP;
        }
        if (!occupied) {
            pause();
        }
        return 0;
    }

    private int writeSlice(byte[] bytes, int offset, int length) throws IOException {
        Terminal.Readiness ready = terminal.poll(false, true, SLICE_MILLIS);
        if (ready.hangUp()) {
            return length;
        }
        return ready.output() ? terminal.write(bytes, offset, length) : 0;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(VACANT_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a peer");
        }
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
