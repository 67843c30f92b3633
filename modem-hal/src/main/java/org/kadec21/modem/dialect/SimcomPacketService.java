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

/// SIMCom's network service and the connections in it.
final class SimcomPacketService implements PacketService {

    /// Connections used at a time, of the 10 a module has.
    static final int CONNECTIONS = 4;

    /// SIMCom's maximum for `+NETOPEN` and `+CIPOPEN`.
    private static final Duration NETWORK = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int REMOTE_CLOSED = 1;

    private final Time time;
    private final Tasks tasks;
    private final ModuleSockets sockets;
    private boolean open;

    SimcomPacketService(AtPort port, Time time, Tasks tasks) {
        this.time = time;
        this.tasks = tasks;
        sockets = new ModuleSockets(new SimcomCommands(), port, time, tasks);
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = ask(SimcomCommands.manualReceive(), deadline);
        if (reply instanceof Reply.Ok && !isUp(deadline)) {
            reply = bringUp(accessPoint, deadline);
        }
        open = reply instanceof Reply.Ok;
        return reply;
    }

    /// `+NETOPEN: 0` means success as a URC and closed as an answer, so only the answer 1 counts.
    private Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = ask(SimcomCommands.context(accessPoint), deadline);
        if (reply instanceof Reply.Ok && !accessPoint.user().isEmpty()) {
            reply = ask(SimcomCommands.authentication(accessPoint), deadline);
        }
        if (!(reply instanceof Reply.Ok)) {
            return reply;
        }
        Reply started = sockets.execute(SimcomCommands.networkUp(), NETWORK, deadline);
        if (started instanceof Reply.Unanswered) {
            return started;
        }
        Deadline patience = deadline.earlier(time.after(NETWORK));
        boolean up = isUp(deadline);
        while (!up && started instanceof Reply.Ok && !time.isOver(patience)) {
            tasks.sleepUntil(patience.earlier(time.after(POLL)));
            up = isUp(deadline);
        }
        if (up) {
            return new Reply.Ok(List.of(), new byte[0]);
        }
        return started instanceof Reply.Refusal
                ? started
                : new Reply.Denied("+NETOPEN: 0, the network service did not open");
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
        Reply reply = ask(SimcomCommands.open(id, host, port), Deadline.never());
        Optional<String> trouble =
                ModuleSockets.trouble(reply)
                        .or(() -> sockets.awaitOpen(socket, deadline.earlier(time.after(NETWORK))));
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
            sockets.execute(SimcomCommands.networkDown(), NETWORK, deadline);
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
        if (urc.is("+CIPOPEN:")) {
            socket(fields, 0).ifPresent(socket -> socket.opened(fields.number(1).orElse(-1)));
        } else if (urc.is("+CIPRXGET:") && fields.number(0).orElse(0) == 1) {
            socket(fields, 1).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
        } else if (urc.is("+IPCLOSE:")) {
            if (fields.number(1).orElse(REMOTE_CLOSED) == REMOTE_CLOSED) {
                socket(fields, 0).ifPresent(DialectSocket::peerClosed);
            } else {
                socket(fields, 0)
                        .ifPresent(socket -> socket.lost("the module gave it up: " + urc.line()));
            }
        } else if (urc.is("+CIPEVENT:")) {
            lost("the network took packet service away (" + urc.line() + ")");
        }
    }

    private Optional<DialectSocket> socket(Fields fields, int index) {
        return sockets.socket(fields.number(index).orElse(-1));
    }

    private boolean isUp(Deadline deadline) {
        return ask(SimcomCommands.networkQuery(), deadline) instanceof Reply.Ok ok
                && Fields.of(ok.first()).number(0).orElse(0) == 1;
    }

    private Reply ask(Command command, Deadline deadline) {
        return sockets.execute(command, ModuleSockets.COMMAND, deadline);
    }
}
