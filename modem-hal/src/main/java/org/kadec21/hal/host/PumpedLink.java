package org.kadec21.hal.host;

import org.kadec21.hal.BlockingBytes;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;

/// A link whose bytes two platform threads carry: the reader stops reading while its buffer is
/// full, the writer drains the other buffer. All state lies under the baton; the blocking calls are
/// made without it.
///
/// After [#close()] the writer still hands over what was accepted, tells the peer that no more
/// comes, and the reader discards what the peer still sends until it ends too: closing a TCP
/// connection with unread bytes would reset it, and the peer might lose our last ones. All that
/// lasts at most [#LINGER].
final class PumpedLink implements ByteLink {

    private static final Logger LOG = LoggerFactory.getLogger(PumpedLink.class);

    /// Bytes received and not yet read; half a minute of a 19200 bit/s line.
    static final int INBOUND_LIMIT = 64 * 1024;

    /// Bytes accepted and not yet handed to the host; small, so that a slow line is felt early.
    static final int OUTBOUND_LIMIT = 4 * 1024;

    /// How much is read or written by one call of the host.
    private static final int CHUNK = 4 * 1024;

    /// How long a closed link may go on carrying its last bytes.
    static final Duration LINGER = Duration.ofSeconds(2);

    private final String name;
    private final BlockingBytes io;
    private final Baton baton;
    private final HostSignal changed;
    private final Condition work;
    private final ByteRing inbound = new ByteRing(INBOUND_LIMIT);
    private final ByteRing outbound = new ByteRing(OUTBOUND_LIMIT);
    private final Runnable closing = this::close;
    private boolean inputEnded;
    private boolean finished;
    private boolean outputDone;
    private boolean closed;
    private Optional<IOException> death = Optional.empty();

    private PumpedLink(String name, BlockingBytes io, Baton baton) {
        this.name = name;
        this.io = io;
        this.baton = baton;
        changed = baton.signal("bytes on " + name);
        work = baton.platformCondition();
    }

    static PumpedLink start(String name, BlockingBytes io, Baton baton) {
        PumpedLink link = new PumpedLink(name, io, baton);
        link.platformThread("reader", link::pumpIn);
        link.platformThread("writer", link::pumpOut);
        baton.atPowerOff(link.closing);
        return link;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        baton.requireHeldOnce();
        baton.requirePower();
        while (true) {
            requireOpen();
            if (length == 0) {
                return 0;
            }
            if (!inbound.isEmpty()) {
                work.signalAll();
                return inbound.take(buffer, offset, length);
            }
            requireAlive();
            if (inputEnded) {
                return -1;
            }
            if (!changed.await(deadline)) {
                return 0;
            }
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        baton.requireHeldOnce();
        baton.requirePower();
        int done = 0;
        while (true) {
            requireOpen();
            requireUnfinished();
            requireAlive();
            done += outbound.put(bytes, offset + done, length - done);
            work.signalAll();
            if (done == length) {
                return;
            }
            if (!changed.await(deadline)) {
                throw new LinkException(
                        name
                                + " took only "
                                + done
                                + " of "
                                + length
                                + " bytes before the deadline; check that the peer reads and that"
                                + " flow control does not hold the line");
            }
        }
    }

    @Override
    public boolean finish() {
        return baton.holding(() -> {
            finished |= !closed && io.endsOneWay();
            work.signalAll();
            return finished;
        });
    }

    @Override
    public void close() {
        baton.holding(() -> {
            if (closed) {
                return;
            }
            closed = true;
            baton.forgetAtPowerOff(closing);
            work.signalAll();
            changed.raise();
            platformThread("closer", this::closeAfterLinger);
        });
    }

    @Override
    public String toString() {
        return name;
    }

    private void requireOpen() throws LinkException {
        if (closed) {
            throw new LinkException(name + " was closed on this side; open it again to use it");
        }
    }

    private void requireUnfinished() throws LinkException {
        if (finished) {
            throw new LinkException(name + " was told that no more bytes come; open it again");
        }
    }

    private void requireAlive() throws LinkException {
        if (death.isPresent()) {
            throw new LinkException(String.valueOf(death.get().getMessage()), death.get());
        }
    }

    private void pumpIn() {
        byte[] chunk = new byte[CHUNK];
        try {
            int count = 0;
            while (count >= 0) {
                count = io.read(chunk);
                int received = count;
                baton.holding(() -> accept(chunk, received));
            }
        } catch (IOException dead) {
            baton.holding(() -> die(dead));
        }
    }

    private void accept(byte[] chunk, int count) {
        if (count < 0) {
            inputEnded = true;
            work.signalAll();
        }
        int done = 0;
        while (done < count && !closed) {
            if (inbound.isFull()) {
                work.awaitUninterruptibly();
            } else {
                done += inbound.put(chunk, done, count - done);
            }
        }
        if (count != 0) {
            changed.raise();
        }
    }

    private void pumpOut() {
        byte[] chunk = new byte[CHUNK];
        try {
            int count = nextOutbound(chunk);
            while (count > 0) {
                io.write(chunk, 0, count);
                count = nextOutbound(chunk);
            }
            io.endOutput();
            baton.holding(this::endOutput);
        } catch (IOException dead) {
            baton.holding(() -> die(dead));
        }
    }

    /// The next bytes to write; 0 when there will be no more.
    private int nextOutbound(byte[] chunk) {
        return baton.holding(() -> {
            while (outbound.isEmpty() && !closed && !finished && death.isEmpty()) {
                work.awaitUninterruptibly();
            }
            if (death.isPresent()) {
                return 0;
            }
            changed.raise();
            return outbound.take(chunk, 0, chunk.length);
        });
    }

    private void endOutput() {
        outputDone = true;
        inputEnded |= !io.endsOneWay();
        work.signalAll();
    }

    private void die(IOException reason) {
        if (death.isEmpty()) {
            death = Optional.of(reason);
        }
        work.signalAll();
        changed.raise();
    }

    private void closeAfterLinger() {
        baton.holding(this::linger);
        try {
            io.close();
        } catch (IOException failed) {
            LOG.debug("closing {}: {}", name, failed.getMessage());
        }
    }

    private void linger() {
        long left = LINGER.toNanos();
        try {
            while (left > 0 && death.isEmpty() && !(outputDone && inputEnded)) {
                left = work.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            LOG.debug("{} is closed without lingering: interrupted", name);
        }
    }

    private void platformThread(String role, Runnable body) {
        Thread.ofPlatform().daemon().name(name + " " + role).start(body);
    }
}
