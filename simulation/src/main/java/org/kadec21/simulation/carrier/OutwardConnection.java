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

    /// A host that has said all is read to for so long after the last byte that it had room for:
    /// these links cannot be closed in one direction only.
    static final Duration LINGER = Duration.ofSeconds(2);

    private static final int PIECE = 1460;

    private final Tasks tasks;
    private final Time time;
    private final News news;
    private final Deque<byte[]> toWrite = new ArrayDeque<>();
    private final Signal wake;
    private Optional<ByteLink> link = Optional.empty();
    private long lastRead;
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

    /// The host has room again.
    void resume() {
        lastRead = time.nanos();
        wake.raise();
    }

    /// The host has said all.
    void finish() {
        finishing = true;
        lastRead = time.nanos();
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
                } else {
                    count = open().read(buffer, 0, Math.min(room, PIECE), Deadline.never());
                    lastRead = time.nanos();
                    if (count > 0 && !over) {
                        news.received(Arrays.copyOf(buffer, count));
                    }
                }
            }
            if (!over) {
                news.finished();
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
                    linger();
                }
            }
        } catch (LinkException e) {
            if (!over) {
                news.broken();
                end();
            }
        }
    }

    private void linger() {
        boolean heldBack = news.room() == 0;
        Deadline quiet = Deadline.at(lastRead).plus(LINGER);
        if (heldBack) {
            wake.await(Deadline.never());
        } else if (time.isOver(quiet)) {
            end();
            news.finished();
        } else {
            wake.await(quiet);
        }
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
