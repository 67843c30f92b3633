package org.kadec21.modem.dialect;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.Optional;
import java.util.OptionalInt;

/// u-blox's context 1 and the sockets in it; the module numbers them.
final class UbloxPacketService extends AbstractPacketService {

    UbloxPacketService(DialectPack pack, AtPort port, Time time, Tasks tasks) {
        super(pack, port, time, tasks);
    }

    @Override
    Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        if (isActive(deadline)) {
            closeLeftovers(deadline);
            return success();
        }
        Reply reply = ask("context", Blanks.of(accessPoint), deadline);
        if (reply instanceof Reply.Ok && !accessPoint.user().isEmpty()) {
            reply = ask("authentication", Blanks.of(accessPoint), deadline);
        }
        return reply instanceof Reply.Ok ? await("activate", Blanks.none(), deadline) : reply;
    }

    @Override
    int nextId(String peer, Deadline deadline) throws LinkException {
        Reply created = ask("create", Blanks.none(), deadline);
        OptionalInt id =
                created instanceof Reply.Ok ok
                        ? Fields.of(ok.first()).number(0)
                        : OptionalInt.empty();
        return id.orElseThrow(() ->
                ModuleSockets.notConnected(
                        peer, trouble(created).orElse("the module told no socket number")));
    }

    @Override
    Optional<String> dial(DialectSocket socket, int id, String host, int port, Deadline deadline) {
        return blockingOpen(peer(id, host, port), deadline);
    }

    @Override
    public void heard(Urc urc) {
        Fields fields = urc.fields();
        if (urc.is("+UUSORD:")) {
            socket(fields, 0).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
        } else if (urc.is("+UUSOCL:")) {
            socket(fields, 0).ifPresent(DialectSocket::peerClosed);
        } else if (urc.is("+UUPSDD:")) {
            lost("the network took the packet context down (" + urc.line() + ")");
        }
    }
}
