package org.kadec21.modem.dialect;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.Optional;

/// The example of a fifth dialect in `docs/dialects.md`.
final class SequansPacketService extends AbstractPacketService {

    SequansPacketService(DialectPack pack, AtPort port, Time time, Tasks tasks) {
        super(pack, port, time, tasks);
    }

    @Override
    Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        if (isActive(deadline)) {
            closeLeftovers(deadline);
            return success();
        }
        Reply reply = ask("context", Blanks.of(accessPoint), deadline);
        return reply instanceof Reply.Ok ? await("activate", Blanks.none(), deadline) : reply;
    }

    @Override
    Optional<String> dial(DialectSocket socket, int id, String host, int port, Deadline deadline) {
        return trouble(ask("configure", Blanks.id(id), deadline))
                .or(() -> trouble(ask("announce", Blanks.id(id), deadline)))
                .or(() -> blockingOpen(peer(id, host, port), deadline));
    }

    @Override
    public void heard(Urc urc) {
        if (urc.is("+SQNSRING:")) {
            socket(urc.fields(), 0).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
        } else if (urc.is("+SQNSH:")) {
            socket(urc.fields(), 0).ifPresent(DialectSocket::peerClosed);
        }
    }
}
