package org.kadec21.simulation.carrier;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.ip.IpGateway.Failure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// The real end of one TCP connection of a packet call: a task that connects and then reads as long
/// as the host has room, a task that writes. The gateway bounds both.
final class OutwardConnection {

    /// Where a host has said all, its real end hears of that and may go on for ever; one that says
    /// nothing for so long is given up (RFC 5382 REQ-5).
    static final Duration HALF_CLOSED = Duration.ofMinutes(4);

    /// The same where the way to the real end cannot be closed in one direction only, and so it
    /// does not hear that the host has said all.
    static final Duration LINGER = Duration.ofSeconds(2);

    private static final int PIECE = 1460;

    private final Tasks tasks;
    private final Time time;
    private final News news;
    private final Deque<byte[]> toWrite = new ArrayDeque<>();
    private final Signal wake;
    private Optional<ByteLink> link = Optional.empty();
    private long quietSince;
    private boolean heardAll;
    private boolean finishing;
    private boolean over;

    /// How it gets there.
    @FunctionalInterface
    interface Way {
        ByteLink connect() throws LinkException;
    }

    /// Who hears of it.
    interface News {

        void connected();

        void notConnected(Failure why);

        int room();

        void received(byte[] bytes);

        void delivered(int bytes);

        void finished();

        void broken();
    }

    OutwardConnection(Tasks tasks, Time time, News news) {
        this.tasks = tasks;
        this.time = time;
        this.news = news;
        wake = tasks.signal("outward connection");
    }

    /// @param peer shows in the names of its tasks
    void start(String peer, Way way) {
        tasks.start(
                "outward " + peer,
                () -> {
                    if (connect(way)) {
                        tasks.start("outward writer " + peer, this::write);
                        read();
                    }
                });
    }

    void send(byte[] bytes) {
        toWrite.add(bytes);
        wake.raise();
    }

    void resume() {
        wake.raise();
    }

    /// The host has said all.
    void finish() {
        finishing = true;
        wake.raise();
    }

    /// Nobody needs it any more.
    void abandon() {
        toWrite.clear();
        end();
    }

    private boolean connect(Way way) {
        try {
            ByteLink made = way.connect();
            if (over) {
                made.close();
                return false;
            }
            link = Optional.of(made);
            news.connected();
            return true;
        } catch (NotConnectedException known) {
            news.notConnected(
                    switch (known.why()) {
                        case REFUSED -> Failure.REFUSED;
                        case UNREACHABLE, UNKNOWN_NAME -> Failure.UNREACHABLE;
                        case SILENT -> Failure.SILENT;
                    });
        } catch (LinkException unknown) {
            news.notConnected(Failure.UNREACHABLE);
        }
        return false;
    }

    private void read() {
        byte[] buffer = new byte[PIECE];
        try {
            int count = 0;
            while (!over && count >= 0) {
                int room = news.room();
                if (room == 0) {
                    wake.await(Deadline.never());
                    quietSince = time.nanos();
                } else {
                    count = open().read(buffer, 0, Math.min(room, PIECE), Deadline.never());
                    quietSince = time.nanos();
                    if (count > 0 && !over) {
                        news.received(Arrays.copyOf(buffer, count));
                    }
                }
            }
            if (!over) {
                heardAll = true;
                news.finished();
                wake.raise();
            }
        } catch (LinkException e) {
            if (!over) {
                news.broken();
                end();
            }
        }
    }

    private void write() {
        try {
            while (!over) {
                byte[] bytes = toWrite.poll();
                if (bytes != null) {
                    open().write(bytes, Deadline.never());
                    news.delivered(bytes.length);
                } else if (!finishing) {
                    wake.await(Deadline.never());
                } else {
                    quietSince = time.nanos();
                    hearOut(open().finish() ? HALF_CLOSED : LINGER);
                }
            }
        } catch (LinkException e) {
            if (!over) {
                news.broken();
                end();
            }
        }
    }

    /// The real end may go on until it has said all. One that falls silent before may have had more
    /// to say: the host gets no orderly end then. While the host takes nothing it is not silent.
    private void hearOut(Duration patience) {
        while (!over && !heardAll) {
            Deadline quiet =
                    news.room() == 0 ? Deadline.never() : Deadline.at(quietSince).plus(patience);
            if (time.isOver(quiet)) {
                news.broken();
                end();
            } else {
                wake.await(quiet);
            }
        }
        end();
    }

    private ByteLink open() throws LinkException {
        return link.orElseThrow(() -> new LinkException("the outward connection is not open"));
    }

    private void end() {
        over = true;
        link.ifPresent(ByteLink::close);
        wake.raise();
    }
}
