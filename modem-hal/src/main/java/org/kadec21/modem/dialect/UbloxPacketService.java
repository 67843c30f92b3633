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
import java.util.OptionalInt;

/// u-blox's context 1 and the sockets in it; the module numbers them.
final class UbloxPacketService implements PacketService {

    /// u-blox's maximum for `+CGACT` and `+USOCO`.
    private static final Duration NETWORK = Duration.ofSeconds(150);

    private final ModuleSockets sockets;
    private boolean open;

    UbloxPacketService(AtPort port, Time time, Tasks tasks) {
        sockets = new ModuleSockets(new UbloxCommands(), port, time, tasks);
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = new Reply.Ok(List.of(), new byte[0]);
        if (!isActive(deadline)) {
            reply = ask(UbloxCommands.context(accessPoint), deadline);
            if (reply instanceof Reply.Ok && !accessPoint.user().isEmpty()) {
                reply = ask(UbloxCommands.authentication(accessPoint), deadline);
            }
            if (reply instanceof Reply.Ok) {
                reply = sockets.execute(UbloxCommands.activate(true), NETWORK, deadline);
            }
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
        String peer = host + ":" + port;
        Reply created = ask(UbloxCommands.create(), deadline);
        OptionalInt id =
                created instanceof Reply.Ok ok
                        ? Fields.of(ok.first()).number(0)
                        : OptionalInt.empty();
        if (id.isEmpty()) {
            throw ModuleSockets.notConnected(
                    peer,
                    ModuleSockets.trouble(created).orElse("the module told no socket number"));
        }
        DialectSocket socket = sockets.add(id.getAsInt(), peer);
        Optional<String> trouble =
                ModuleSockets.trouble(
                        sockets.execute(
                                UbloxCommands.open(id.getAsInt(), host, port), NETWORK, deadline));
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
            sockets.execute(UbloxCommands.activate(false), NETWORK, deadline);
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
        if (urc.is("+UUSORD:")) {
            socket(fields).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
        } else if (urc.is("+UUSOCL:")) {
            socket(fields).ifPresent(DialectSocket::peerClosed);
        } else if (urc.is("+UUPSDD:")) {
            lost("the network took the packet context down (" + urc.line() + ")");
        }
    }

    private Optional<DialectSocket> socket(Fields fields) {
        return sockets.socket(fields.number(0).orElse(-1));
    }

    private boolean isActive(Deadline deadline) {
        return ask(UbloxCommands.contextQuery(), deadline) instanceof Reply.Ok(var lines, _)
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
