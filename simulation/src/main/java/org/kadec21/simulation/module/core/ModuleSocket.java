package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.line.ByteFifo;

/// One TCP socket inside the module: counters, receive buffer, and which announcements are due.
public final class ModuleSocket {

    /// Received bytes the module keeps per socket; the peer waits for more room (assumption: the 10
    /// kB of small modules).
    public static final int RECEIVE_BUFFER = 10_240;

    /// Bytes accepted from the host and not yet sent; beyond that `SEND FAIL` (assumption: eight
    /// full sends).
    public static final int SEND_BUFFER = 8 * 1460;

    private final int id;
    private final int context;
    private final long connection;
    private final String host;
    private final int port;
    private Access access;
    private final ByteFifo received = new ByteFifo(RECEIVE_BUFFER);
    private State state = State.OPENING;
    private long sent;
    private long delivered;
    private long receivedTotal;
    private boolean announced;
    private boolean closeAnnounced;

    /// `<socket_state>` of `+QISTATE`.
    public enum State {
        OPENING(1),
        CONNECTED(2),
        CLOSING(4);

        private final int number;

        State(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /// How bytes get from the socket to the host and back; numbers as in `+QIOPEN`.
    public enum Access {
        /// Commands write and read.
        BUFFERED(0),
        /// Received bytes go to the host inside the URC.
        PUSHED(1),
        /// The port is in data mode: its bytes are the socket's.
        DIRECT(2);

        private final int number;

        Access(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /// A socket that is still being opened.
    public ModuleSocket(
            int id, int context, long connection, String host, int port, Access access) {
        this.id = id;
        this.context = context;
        this.connection = connection;
        this.host = host;
        this.port = port;
        this.access = access;
    }

    public int id() {
        return id;
    }

    public int context() {
        return context;
    }

    public long connection() {
        return connection;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public Access access() {
        return access;
    }

    public void use(Access other) {
        access = other;
    }

    public State state() {
        return state;
    }

    public void become(State newState) {
        state = newState;
    }

    public int receiveRoom() {
        return received.room();
    }

    /// Bytes it takes now.
    public int sendRoom() {
        return (int) (SEND_BUFFER - (sent - delivered));
    }

    /// Takes bytes to send; false when the send buffer has no room for them, and none are taken.
    public boolean send(int bytes) {
        if (bytes > sendRoom()) {
            return false;
        }
        sent += bytes;
        return true;
    }

    public void delivered(int bytes) {
        delivered += bytes;
    }

    public long sentTotal() {
        return sent;
    }

    public long deliveredTotal() {
        return delivered;
    }

    public long receivedTotal() {
        return receivedTotal;
    }

    public int unread() {
        return received.size();
    }

    /// Whether the connection has ended and everything was read.
    public boolean isSpent() {
        return state == State.CLOSING && received.size() == 0;
    }

    /// Bytes came that were passed on at once.
    public void passed(int bytes) {
        receivedTotal += bytes;
    }

    public void buffer(byte[] bytes) {
        receivedTotal += received.add(bytes);
    }

    /// Reads; once nothing is left, the next bytes to come are announced again.
    public byte[] read(int most) {
        byte[] bytes = received.take(most);
        if (received.size() == 0) {
            announced = false;
        }
        return bytes;
    }

    /// Whether a "recv" is due now. It is edge-triggered: none until the buffer has been drained.
    public boolean announceReceived() {
        boolean due = !announced && received.size() > 0;
        announced |= due;
        return due;
    }

    /// Whether the "closed" is due now: once, and only after draining.
    public boolean announceClosed() {
        boolean due = state == State.CLOSING && received.size() == 0 && !closeAnnounced;
        closeAnnounced |= due;
        return due;
    }
}
