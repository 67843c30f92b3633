package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Quectel's packet context 1 and the connections in it.
final class QuectelPacketService implements PacketService {

    /// Connections used at a time, of the 12 a module has; a unit needs one, and one more while the
    /// last is closing.
    static final int CONNECTIONS = 4;

    /// Quectel's own maximum for `+QIACT` and `+QIOPEN`.
    private static final Duration NETWORK = Duration.ofSeconds(150);

    /// Quectel's maximum for `+QIDEACT`.
    private static final Duration DEACTIVATION = Duration.ofSeconds(40);

    private final Time time;
    private final ModuleSockets sockets;
    private boolean open;

    QuectelPacketService(AtPort port, Time time, Tasks tasks) {
        this.time = time;
        sockets = new ModuleSockets(new QuectelCommands(), port, time, tasks);
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        if (isActive(deadline)) {
            // Left by a unit that was cut off: its connections still hold their numbers, and
            // opening one again would be refused with 563. They end with the context.
            sockets.execute(QuectelCommands.deactivate(), DEACTIVATION, deadline);
        }
        Reply reply =
                sockets.execute(
                        QuectelCommands.context(accessPoint), ModuleSockets.COMMAND, deadline);
        if (reply instanceof Reply.Ok) {
            reply = sockets.execute(QuectelCommands.activate(), NETWORK, deadline);
        }
        if (reply instanceof Reply.Refusal && isActive(deadline)) {
            reply = new Reply.Ok(List.of(), new byte[0]);
        }
        open = reply instanceof Reply.Ok;
        return reply;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        ModuleSockets.demandName(host);
        int id = sockets.freeId(0, CONNECTIONS, deadline);
        String peer = host + ":" + port;
        DialectSocket socket = sockets.add(id, peer);
        Reply reply =
                sockets.execute(
                        QuectelCommands.open(id, host, port),
                        ModuleSockets.COMMAND,
                        Deadline.never());
        boolean refused = reply instanceof Reply.Refusal;
        Optional<String> trouble =
                ModuleSockets.trouble(reply)
                        .or(() -> sockets.awaitOpen(socket, deadline.earlier(time.after(NETWORK))));
        if (trouble.isPresent()) {
            String cause = refused || trouble.get().startsWith("error") ? lastError() : "";
            socket.close();
            throw ModuleSockets.notConnected(peer, trouble.get() + cause);
        }
        return socket;
    }

    @Override
    public void close(Deadline deadline) {
        sockets.closeAll(deadline);
        if (open) {
            open = false;
            sockets.execute(QuectelCommands.deactivate(), DEACTIVATION, deadline);
        }
    }

    @Override
    public void lost(String reason) {
        open = false;
        sockets.lost(reason);
    }

    @Override
    public void heard(Urc urc) {
        Fields fields = urc.fields();
        if (urc.is("+QIOPEN:")) {
            socket(fields, 0).ifPresent(socket -> socket.opened(fields.number(1).orElse(-1)));
        } else if (urc.is("+QIURC:")) {
            switch (fields.text(0).orElse("")) {
                case "recv" ->
                        socket(fields, 1).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
                case "closed" -> socket(fields, 1).ifPresent(DialectSocket::peerClosed);
                case "pdpdeact" -> lost("the network took the packet context down (pdpdeact)");
                default -> {
                    // dnsgip, incoming and the like: never asked for
                }
            }
        }
    }

    private Optional<DialectSocket> socket(Fields fields, int index) {
        return sockets.socket(fields.number(index).orElse(-1));
    }

    private boolean isActive(Deadline deadline) {
        Reply reply =
                sockets.execute(QuectelCommands.contextQuery(), ModuleSockets.COMMAND, deadline);
        return reply instanceof Reply.Ok(List<String> lines, _)
                && lines.stream()
                        .map(Fields::of)
                        .anyMatch(context ->
                                context.number(0).orElse(0) == 1
                                        && context.number(1).orElse(0) == 1);
    }

    private String lastError() {
        Reply reply =
                sockets.execute(
                        QuectelCommands.lastError(), ModuleSockets.COMMAND, Deadline.never());
        return reply instanceof Reply.Ok ok
                ? Fields.of(ok.first()).text(1).map(text -> " (" + text + ")").orElse("")
                : "";
    }
}
