package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Telit's context 1 and its one connection. The end of a connection is a bare `NO CARRIER` that
/// does not say of which, so a second one is not opened before the first is closed.
final class TelitPacketService implements PacketService {

    private static final int FIRST_ID = 1;
    private static final int CONNECTIONS = 1;

    /// Telit's maximum for `#SGACT` and `#SD`.
    private static final Duration NETWORK = Duration.ofSeconds(150);

    private final ModuleSockets sockets;
    private boolean open;

    TelitPacketService(AtPort port, Time time, Tasks tasks) {
        sockets = new ModuleSockets(new TelitCommands(), port, time, tasks);
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = new Reply.Ok(List.of(), new byte[0]);
        if (!isActive(deadline)) {
            reply = bringUp(accessPoint, deadline);
        }
        open = reply instanceof Reply.Ok;
        return reply;
    }

    /// "context already activated" is an error that means success.
    private Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = ask(TelitCommands.context(accessPoint), deadline);
        if (reply instanceof Reply.Ok) {
            reply = sockets.execute(TelitCommands.activate(accessPoint), NETWORK, deadline);
        }
        boolean refusedButUp = reply instanceof Reply.Refusal && isActive(deadline);
        return refusedButUp ? new Reply.Ok(List.of(), new byte[0]) : reply;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        ModuleSockets.demandName(host);
        int id = sockets.freeId(FIRST_ID, CONNECTIONS, deadline);
        String peer = host + ":" + port;
        DialectSocket socket = sockets.add(id, peer);
        Optional<String> trouble =
                ModuleSockets.trouble(ask(TelitCommands.configuration(id), deadline))
                        .or(() ->
                                ModuleSockets.trouble(
                                        ask(TelitCommands.announcements(id), deadline)))
                        .or(() ->
                                ModuleSockets.trouble(
                                        sockets.execute(
                                                TelitCommands.open(id, host, port),
                                                NETWORK,
                                                deadline)));
        if (trouble.isPresent()) {
            socket.close();
            throw ModuleSockets.notConnected(peer, trouble.get());
        }
        return socket;
    }

    @Override
    public void close(Deadline deadline) {
        sockets.closeAll(deadline);
        if (open) {
            open = false;
            sockets.execute(TelitCommands.deactivate(), NETWORK, deadline);
        }
    }

    @Override
    public void lost(String reason) {
        open = false;
        sockets.lost(reason);
    }

    @Override
    public void heard(Urc urc) {
        if (urc.is("SRING:")) {
            sockets.socket(urc.fields().number(0).orElse(-1))
                    .ifPresent(socket -> socket.dataAnnounced(urc.payload()));
        } else if (urc.is("NO CARRIER")) {
            sockets.all().forEach(DialectSocket::peerClosed);
        }
    }

    private boolean isActive(Deadline deadline) {
        return ask(TelitCommands.contextQuery(), deadline) instanceof Reply.Ok(var lines, _)
                && lines.stream()
                        .map(Fields::of)
                        .anyMatch(context ->
                                context.number(0).orElse(0) == 1
                                        && context.number(1).orElse(0) == 1);
    }

    private Reply ask(Command command, Deadline deadline) {
        return sockets.execute(command, ModuleSockets.COMMAND, deadline);
    }
}
