package org.kadec21.simulation.module;

import org.kadec21.simulation.module.ModuleSocket.State;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The module's sockets by id, and what the network does to them. Connections get numbers of their
/// own, so that news of an old one never reaches the next user of its id.
final class SocketTable {

    /// Highest socket id of the Quectel command set.
    static final int MAX_ID = 11;

    private final DualBandModule module;
    private final Map<Integer, ModuleSocket> sockets = new TreeMap<>();
    private long connections;
    private long bytesUp;
    private long bytesDown;
    private Optional<CmeError> lastError = Optional.empty();

    SocketTable(DualBandModule module) {
        this.module = module;
    }

    Map<Integer, ModuleSocket> all() {
        return sockets;
    }

    Optional<ModuleSocket> socket(int id) {
        return Optional.ofNullable(sockets.get(id));
    }

    boolean isTrafficking() {
        return sockets.values().stream().anyMatch(socket -> socket.state() == State.CONNECTED);
    }

    long bytesUp() {
        return bytesUp;
    }

    long bytesDown() {
        return bytesDown;
    }

    long connections() {
        return connections;
    }

    Optional<CmeError> lastError() {
        return lastError;
    }

    /// Remembers the cause for `+QIGETERROR` and answers with it.
    Reply fail(CmeError error) {
        lastError = Optional.of(error);
        return Reply.failed(error);
    }

    void open(int id, int context, String host, int port, boolean pushing) {
        connections++;
        lastError = Optional.empty();
        sockets.put(id, new ModuleSocket(id, context, connections, host, port, pushing));
        module.act(new ModuleAction.Connect(connections, host, port));
    }

    boolean send(ModuleSocket socket, byte[] bytes) {
        if (socket.state() != State.CONNECTED || !socket.send(bytes.length)) {
            return false;
        }
        bytesUp += bytes.length;
        module.act(new ModuleAction.Send(socket.connection(), bytes));
        return true;
    }

    byte[] read(ModuleSocket socket, int most) {
        byte[] bytes = socket.read(most);
        if (bytes.length > 0) {
            module.act(new ModuleAction.Resume(socket.connection()));
        }
        if (socket.unread() > 0) {
            module.dialect().unreadRemains(module, socket);
        }
        announceClosed(socket);
        return bytes;
    }

    void close(int id) {
        socket(id).ifPresent(socket -> remove(socket, false));
    }

    /// A context was taken down in good order.
    void dropContext(int context) {
        sockets.values().stream()
                .filter(socket -> socket.context() == context)
                .toList()
                .forEach(socket -> remove(socket, true));
    }

    /// A context broke: its sockets stay, closing, until the host closes them.
    void breakContext(int context) {
        for (ModuleSocket socket : sockets.values()) {
            if (socket.context() == context && socket.state() != State.CLOSING) {
                socket.become(State.CLOSING);
                module.act(new ModuleAction.Disconnect(socket.connection(), true));
            }
        }
    }

    void dropAll() {
        sockets.values().stream().toList().forEach(socket -> remove(socket, true));
        lastError = Optional.empty();
        module.dialect().forget();
    }

    int receiveRoom(long connection) {
        return byConnection(connection).map(ModuleSocket::receiveRoom).orElse(0);
    }

    void connected(long connection) {
        byConnection(connection)
                .filter(socket -> socket.state() == State.OPENING)
                .ifPresent(socket -> {
                    socket.become(State.CONNECTED);
                    noteOpened(socket, true);
                    module.dialect().opened(module, socket);
                });
    }

    void connectFailed(long connection) {
        byConnection(connection)
                .ifPresent(socket -> {
                    sockets.remove(socket.id());
                    CmeError error = CmeError.SOCKET_CONNECT_FAILED;
                    lastError = Optional.of(error);
                    noteOpened(socket, false);
                    module.dialect().refused(module, socket);
                });
    }

    void received(long connection, byte[] bytes) {
        bytesDown += bytes.length;
        byConnection(connection)
                .filter(socket -> socket.state() == State.CONNECTED)
                .ifPresent(socket -> {
                    if (socket.isPushing()) {
                        push(socket, bytes);
                    } else {
                        socket.buffer(bytes);
                        announceReceived(socket);
                    }
                });
    }

    void delivered(long connection, int bytes) {
        byConnection(connection).ifPresent(socket -> socket.delivered(bytes));
    }

    void peerClosed(long connection) {
        byConnection(connection)
                .filter(socket -> socket.state() == State.CONNECTED)
                .ifPresent(socket -> {
                    socket.become(State.CLOSING);
                    announceClosed(socket);
                });
    }

    private void push(ModuleSocket socket, byte[] bytes) {
        socket.passed(bytes.length);
        module.line()
                .push(
                        "+QIURC: \"recv\"," + socket.id() + "," + bytes.length,
                        CommandInterpreter.text(bytes));
    }

    private void announceReceived(ModuleSocket socket) {
        if (socket.announceReceived()) {
            module.dialect().received(module, socket);
        }
    }

    private void announceClosed(ModuleSocket socket) {
        if (socket.announceClosed()) {
            module.dialect().closed(module, socket);
        }
    }

    private void remove(ModuleSocket socket, boolean atOnce) {
        sockets.remove(socket.id());
        module.act(new ModuleAction.Disconnect(socket.connection(), atOnce));
        module.note(
                "socket.closed",
                "socket",
                socket.id(),
                "peer",
                socket.host() + ":" + socket.port(),
                "up",
                socket.sentTotal(),
                "down",
                socket.receivedTotal());
    }

    private void noteOpened(ModuleSocket socket, boolean open) {
        module.note(
                open ? "socket.opened" : "socket.refused",
                "socket",
                socket.id(),
                "peer",
                socket.host() + ":" + socket.port());
    }

    private Optional<ModuleSocket> byConnection(long connection) {
        return sockets.values().stream()
                .filter(socket -> socket.connection() == connection)
                .findFirst();
    }
}
