package org.kadec21.modem.ppp;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.NotConnectedException.Why;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Time;
import org.kadec21.modem.ppp.ip.ConnectionPhase;
import org.kadec21.modem.ppp.ip.IpConnection;

/// One TCP connection of the stack as a link that can be waited on.
final class PppSocket implements ByteLink {

    private final IpConnection connection;
    private final String peer;
    private final Time time;
    private final Signal changed;
    private final Runnable used;
    private boolean closed;

    /// @param changed raised whenever the stack may have news
    /// @param used told after the connection was closed
    PppSocket(IpConnection connection, String peer, Time time, Signal changed, Runnable used) {
        this.connection = connection;
        this.peer = peer;
        this.time = time;
        this.changed = changed;
        this.used = used;
    }

    /// Whether a connection has nothing more to say to its peer.
    static boolean isSettled(IpConnection connection) {
        return switch (connection.phase()) {
            case ConnectionPhase.Closed _, ConnectionPhase.Failed _ -> true;
            case ConnectionPhase.Closing _ -> false;
            case ConnectionPhase.Resolving _,
                    ConnectionPhase.Connecting _,
                    ConnectionPhase.Open _ ->
                    true;
        };
    }

    /// Whether nothing will come of a connection any more.
    static boolean isOver(IpConnection connection) {
        return connection.phase() instanceof ConnectionPhase.Closed
                || connection.phase() instanceof ConnectionPhase.Failed;
    }

    /// Waits until the peer has answered.
    void awaitOpen(Deadline deadline) throws LinkException {
        while (true) {
            switch (connection.phase()) {
                case ConnectionPhase.Open _ -> {
                    return;
                }
                case ConnectionPhase.Failed(ConnectionPhase.Cause cause, String reason) ->
                        throw failure(cause, reason);
                case ConnectionPhase.Closed _, ConnectionPhase.Closing _ ->
                        throw new LinkException(
                                "expected a connection to " + peer + ", it was closed at once");
                case ConnectionPhase.Resolving _, ConnectionPhase.Connecting _ -> {
                    if (!changed.await(deadline) && time.isOver(deadline)) {
                        throw tooLate();
                    }
                }
            }
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        while (true) {
            demandOpen();
            int count = connection.receive(buffer, offset, length, time.nanos());
            if (count != 0 || length == 0) {
                demandWhole(count);
                changed.raise();
                return count;
            }
            if (!changed.await(deadline) && time.isOver(deadline)) {
                return 0;
            }
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        int sent = 0;
        while (sent < length) {
            demandOpen();
            demandWhole(-1);
            int taken = connection.send(bytes, offset + sent, length - sent, time.nanos());
            sent += taken;
            if (taken > 0) {
                changed.raise(); // else this task and the one that fills the line wake each other
            }
            if (sent < length && !changed.await(deadline) && time.isOver(deadline)) {
                throw new LinkException(
                        "expected %s to take %d bytes, it took %d before the deadline; try again"
                                        .formatted(peer, length, sent)
                                + " when the network is faster");
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            connection.close(time.nanos());
            used.run();
        }
    }

    private void demandOpen() throws LinkException {
        if (closed) {
            throw new LinkException("the connection to " + peer + " was closed on our side");
        }
    }

    /// The end of the stream and the end of the connection look alike until the phase is asked.
    private void demandWhole(int count) throws LinkException {
        if (count < 0
                && connection.phase()
                        instanceof ConnectionPhase.Failed(ConnectionPhase.Cause _, String reason)) {
            throw new LinkException("the connection to " + peer + " is dead: " + reason);
        }
    }

    private LinkException tooLate() {
        boolean resolving = connection.phase() instanceof ConnectionPhase.Resolving;
        connection.abort(time.nanos());
        closed = true;
        used.run();
        return new NotConnectedException(
                resolving ? Why.UNKNOWN_NAME : Why.SILENT,
                "expected a connection to "
                        + peer
                        + (resolving
                                ? ", its name was not resolved before the deadline"
                                : ", nobody answered before the deadline"));
    }

    private LinkException failure(ConnectionPhase.Cause cause, String reason) {
        closed = true;
        used.run();
        return switch (cause) {
            case NAME -> new NotConnectedException(Why.UNKNOWN_NAME, reason);
            case REFUSED -> new NotConnectedException(Why.REFUSED, reason);
            case SILENT -> new NotConnectedException(Why.SILENT, reason);
            case RESET -> new LinkException(reason);
            case LINK ->
                    new NotConnectedException(
                            Why.UNREACHABLE, "no connection to " + peer + ": " + reason);
        };
    }
}
