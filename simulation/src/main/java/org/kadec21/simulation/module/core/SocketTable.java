package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.ModuleSocket.Access;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.ErrorCause;
import org.kadec21.simulation.module.line.Reply;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The module's sockets by id, and what the network does to them. Connections get numbers of their
/// own, so that news of an old one never reaches the next user of its id.
public final class SocketTable {

    private final DualBandModule module;
    private final Map<Integer, ModuleSocket> sockets = new TreeMap<>();
    private long connections;
    private long bytesUp;
    private long bytesDown;
    private Optional<ErrorCause> lastError = Optional.empty();

    public SocketTable(DualBandModule module) {
        this.module = module;
    }

    public Map<Integer, ModuleSocket> all() {
        return sockets;
    }

    public Optional<ModuleSocket> socket(int id) {
        return Optional.ofNullable(sockets.get(id));
    }

    public boolean isTrafficking() {
        return sockets.values().stream().anyMatch(socket -> socket.state() == State.CONNECTED);
    }

    public long bytesUp() {
        return bytesUp;
    }

    public long bytesDown() {
        return bytesDown;
    }

    public long connections() {
        return connections;
    }

    public Optional<ErrorCause> lastError() {
        return lastError;
    }

    /// Remembers the cause for `+QIGETERROR` and answers with it.
    public Reply fail(ErrorCause error) {
        lastError = Optional.of(error);
        return Reply.failed(error);
    }

    /// A number that no connection of this module has had.
    long nextConnection() {
        connections++;
        return connections;
    }

    public void open(int id, int context, String host, int port, Access access) {
        long connection = nextConnection();
        lastError = Optional.empty();
        sockets.put(id, new ModuleSocket(id, context, connection, host, port, access));
        module.act(new ModuleAction.Connect(connection, host, port));
    }

    public boolean send(ModuleSocket socket, byte[] bytes) {
        if (socket.state() != State.CONNECTED || !socket.send(bytes.length)) {
            return false;
        }
        bytesUp += bytes.length;
        module.act(new ModuleAction.Send(socket.connection(), bytes));
        return true;
    }

    public byte[] read(ModuleSocket socket, int most) {
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

    public void close(int id) {
        socket(id).ifPresent(socket -> remove(socket, false));
    }

    /// A context was taken down in good order.
    public void dropContext(int context) {
        sockets.values().stream()
                .filter(socket -> socket.context() == context)
                .toList()
                .forEach(socket -> remove(socket, true));
    }

    /// A context broke: its sockets stay, closing, until the host closes them.
    public void breakContext(int context) {
        for (ModuleSocket socket : sockets.values()) {
            if (socket.context() == context && socket.state() != State.CLOSING) {
                socket.become(State.CLOSING);
                module.act(new ModuleAction.Disconnect(socket.connection(), true));
                if (module.direct().isOnline(socket)) {
                    module.direct().carrierLost();
                }
            }
        }
    }

    public void dropAll() {
        sockets.values().stream().toList().forEach(socket -> remove(socket, true));
        lastError = Optional.empty();
        module.dialect().forget();
    }

    public int receiveRoom(long connection) {
        return byConnection(connection).map(ModuleSocket::receiveRoom).orElse(0);
    }

    public void connected(long connection) {
        byConnection(connection)
                .filter(socket -> socket.state() == State.OPENING)
                .ifPresent(socket -> {
                    socket.become(State.CONNECTED);
                    noteOpened(socket, true);
                    module.dialect().opened(module, socket);
                });
    }

    public void connectFailed(long connection) {
        byConnection(connection)
                .ifPresent(socket -> {
                    sockets.remove(socket.id());
                    lastError = Optional.of(module.dialect().connectFailure());
                    noteOpened(socket, false);
                    module.dialect().refused(module, socket);
                });
    }

    public void received(long connection, byte[] bytes) {
        bytesDown += bytes.length;
        byConnection(connection)
                .filter(socket -> socket.state() == State.CONNECTED)
                .ifPresent(socket -> {
                    if (socket.access() == Access.PUSHED) {
                        push(socket, bytes);
                    } else {
                        socket.buffer(bytes);
                        announceReceived(socket);
                    }
                });
    }

    public void delivered(long connection, int bytes) {
        byConnection(connection)
                .ifPresent(socket -> {
                    socket.delivered(bytes);
                    module.direct().flush();
                });
    }

    public void peerClosed(long connection) {
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
        if (module.direct().isOnline(socket)) {
            module.direct().pass();
        } else if (socket.announceReceived()) {
            module.dialect().received(module, socket);
        }
    }

    private void announceClosed(ModuleSocket socket) {
        if (socket.isSpent() && module.direct().isOnline(socket)) {
            module.direct().carrierLost();
        } else if (socket.announceClosed()) {
            module.dialect().closed(module, socket);
        }
    }

    private void remove(ModuleSocket socket, boolean atOnce) {
        sockets.remove(socket.id());
        module.direct().forget(socket);
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
