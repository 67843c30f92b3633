package org.kadec21.modem.dialect;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.Optional;

/// Telit's context 1 and its one connection.
final class TelitPacketService extends AbstractPacketService {

    /// `SRING: id,length,bytes`.
    private static final int WITH_DATA = 3;

    TelitPacketService(DialectPack pack, AtPort port, Time time, Tasks tasks) {
        super(pack, port, time, tasks);
    }

    /// "context already activated" is an error that means success.
    @Override
    Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        if (isActive(deadline)) {
            closeLeftovers(deadline);
            return success();
        }
        Reply reply = ask("context", Blanks.of(accessPoint), deadline);
        if (reply instanceof Reply.Ok) {
            String key = accessPoint.user().isEmpty() ? "activate" : "activate.as-user";
            reply =
                    execute(
                            pack().command(key, Blanks.of(accessPoint)),
                            pack().patience("activate"),
                            deadline);
        }
        return reply instanceof Reply.Refusal && isActive(deadline) ? success() : reply;
    }

    @Override
    Optional<String> dial(DialectSocket socket, int id, String host, int port, Deadline deadline) {
        return trouble(ask("configure", Blanks.id(id), deadline))
                .or(() -> trouble(ask("announce", Blanks.id(id), deadline)))
                .or(() -> blockingOpen(peer(id, host, port), deadline));
    }

    @Override
    public void heard(Urc urc) {
        Fields fields = urc.fields();
        if (urc.is("NO CARRIER")) {
            all().forEach(DialectSocket::peerClosed);
        } else if (urc.is("SRING:") && fields.count() >= WITH_DATA) {
            socket(fields, 0)
                    .ifPresent(socket ->
                            socket.lost(
                                    "the module puts data into SRING, where nothing delimits it;"
                                            + " it was told not to with #SCFGEXT"));
        } else if (urc.is("SRING:")) {
            socket(fields, 0).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
        }
    }
}
