package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// One TCP connection inside a module, in whatever commands its dialect has.
///
/// A command that has been sent is always given its own time, whatever the caller's deadline:
/// cutting it short would put the whole port in quarantine.
final class DialectSocket implements ByteLink {

    /// A lost `recv` URC would stall a connection for ever; after this long without one the module
    /// is asked.
    static final Duration SAFETY_POLL = Duration.ofSeconds(15);

    private static final Duration READ_COMMAND = Duration.ofSeconds(10);
    private static final Duration SEND_COMMAND = Duration.ofSeconds(30);

    /// How long a full send buffer (`SEND FAIL`) is given to drain before the same bytes are
    /// offered again.
    private static final Duration SEND_PAUSE = Duration.ofSeconds(1);

    /// Empty answers in a row, each with news of more data, before the module is believed empty
    /// until it speaks again.
    static final int EMPTY_READS = 3;

    /// Most bytes that a module may push without being asked.
    private static final int PUSHED_BYTES = 65_536;

    private final SocketCommands commands;
    private final int id;
    private final String peer;
    private final AtPort port;
    private final Time time;
    private final Signal changed;
    private final Runnable closer;
    private final SocketState connection = new SocketState();
    private byte[] received = new byte[0];
    private int taken;
    private boolean closed;

    /// @param commands the dialect
    /// @param closer starts the closing of this connection inside the module, without waiting for
    ///   it
    DialectSocket(
            SocketCommands commands,
            int id,
            String peer,
            AtPort port,
            Time time,
            Tasks tasks,
            Runnable closer) {
        this.commands = commands;
        this.id = id;
        this.peer = peer;
        this.port = port;
        this.time = time;
        this.closer = closer;
        changed = tasks.signal("module socket " + id);
    }

    /// Waits for the result of the connecting.
    ///
    /// @return the module's error number, 0 for connected; empty when `deadline` came first or the
    ///   connection died
    Optional<Integer> awaitOpen(Deadline deadline) {
        while (connection.openResult().isEmpty() && connection.dead().isEmpty()) {
            if (!changed.await(deadline) && time.isOver(deadline)) {
                return Optional.empty();
            }
        }
        return connection.openResult().stream().boxed().findFirst();
    }

    /// The error number of a connecting that failed.
    Optional<Integer> openError() {
        return connection.openResult().stream().boxed().filter(error -> error != 0).findFirst();
    }

    void opened(int error) {
        connection.opened(error);
        changed.raise();
    }

    /// `recv`, with the bytes themselves when the module pushes them.
    void dataAnnounced(byte[] pushed) {
        if (pushed.length == 0) {
            connection.suspectData();
        } else if (received.length - taken + pushed.length > PUSHED_BYTES) {
            lost("the module pushed more than " + PUSHED_BYTES + " bytes unread");
        } else {
            keep(pushed);
        }
        changed.raise();
    }

    private void keep(byte[] bytes) {
        byte[] unread = Arrays.copyOfRange(received, taken, received.length);
        received = Arrays.copyOf(unread, unread.length + bytes.length);
        System.arraycopy(bytes, 0, received, unread.length, bytes.length);
        taken = 0;
    }

    void peerClosed() {
        connection.peerClosed();
        changed.raise();
    }

    void lost(String reason) {
        connection.lost(reason);
        changed.raise();
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int reads = 0;
        while (true) {
            if (taken < received.length && !closed) {
                return take(buffer, offset, length);
            }
            demandAlive();
            if (connection.isEnded()) {
                return -1;
            }
            if (connection.mayHaveData() && reads < EMPTY_READS) {
                reads++;
                fetch();
                continue;
            }
            reads = 0;
            if (!changed.await(deadline.earlier(time.after(SAFETY_POLL)))) {
                if (time.isOver(deadline)) {
                    return 0;
                }
                connection.suspectData();
            }
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        int sent = 0;
        while (sent < length) {
            demandAlive();
            if (time.isOver(deadline)) {
                throw new LinkException(
                        "expected %s to take %d bytes, it took %d of %d bytes before the deadline;"
                                        .formatted(peer, length, sent, length)
                                + " try again when the network is faster");
            }
            int portion = Math.min(length - sent, commands.sendBytes());
            byte[] chunk = Arrays.copyOfRange(bytes, offset + sent, offset + sent + portion);
            int accepted = send(chunk);
            sent += accepted;
            if (accepted == 0) {
                awaitRoom(deadline);
            }
        }
    }

    /// A module refuses in the same words when its buffer is full and when its peer has closed the
    /// connection, which it tells only once everything was read.
    private void awaitRoom(Deadline deadline) throws LinkException {
        Deadline pause = deadline.earlier(time.after(SEND_PAUSE));
        if (connection.mayHaveData() && received.length - taken < PUSHED_BYTES) {
            fetch();
        }
        while (!connection.isClosedByPeer() && changed.await(pause)) {
            demandAlive();
        }
        if (connection.isClosedByPeer()) {
            lost("the peer has closed it");
        }
        demandAlive();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            changed.raise();
            closer.run();
        }
    }

    private int take(byte[] buffer, int offset, int length) {
        int count = Math.min(length, received.length - taken);
        System.arraycopy(received, taken, buffer, offset, count);
        taken += count;
        return count;
    }

    private void demandAlive() throws LinkException {
        if (closed) {
            throw new LinkException("the connection to " + peer + " was closed on our side");
        }
        if (connection.dead().isPresent()) {
            throw new LinkException(
                    "the connection to " + peer + " is dead: " + connection.dead().get());
        }
    }

    /// What a URC says while the command runs is newer than its answer, though both may come in one
    /// chunk: the suspicion ends before the command, not after.
    private void fetch() {
        connection.reading();
        switch (port.execute(commands.read(id), time.after(READ_COMMAND))) {
            case Reply.Ok(_, byte[] payload) when payload.length == 0 -> {}
            case Reply.Ok(_, byte[] payload) -> {
                connection.suspectData();
                keep(payload);
            }
            case Reply.Refusal refusal -> {
                if (!connection.isClosedByPeer() && !commands.isEmpty(refusal)) {
                    lost("the module refused to read: " + refusal.text());
                }
            }
            case Reply.Unanswered unanswered -> lost(unanswered.reason());
            case Reply.Connect _ -> lost("the module went into data mode");
        }
    }

    /// How many bytes the module took; 0 when its buffer is full.
    private int send(byte[] chunk) throws LinkException {
        int accepted =
                switch (port.execute(commands.send(id, chunk), time.after(SEND_COMMAND))) {
                    case Reply.Ok ok -> accepted(ok, chunk.length);
                    case Reply.Refusal refusal when commands.isFull(refusal) -> 0;
                    case Reply.Refusal refusal ->
                            dead("the module refused to send: " + refusal.text());
                    case Reply.Unanswered unanswered -> dead(unanswered.reason());
                    case Reply.Connect _ -> dead("the module went into data mode");
                };
        demandAlive();
        return accepted;
    }

    private int accepted(Reply.Ok ok, int offered) {
        int taken = commands.accepted(ok, offered);
        return taken == SocketCommands.GONE
                ? dead("the module has no such connection any more: " + ok.last())
                : taken;
    }

    private int dead(String reason) {
        lost(reason);
        return 0;
    }
}
