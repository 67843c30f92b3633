package org.kadec21.modem.dialect;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.Optional;

/// Quectel's packet context 1 and the connections in it.
final class QuectelPacketService extends AbstractPacketService {

    QuectelPacketService(DialectPack pack, AtPort port, Time time, Tasks tasks) {
        super(pack, port, time, tasks);
    }

    @Override
    Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        if (isActive(deadline)) {
            // Left by a unit that was cut off: its connections still hold their numbers, and
            // opening one again would be refused with 563. They end with the context.
            deactivate(deadline);
        }
        Reply reply = ask("context", Blanks.of(accessPoint), deadline);
        if (reply instanceof Reply.Ok) {
            reply = await("activate", Blanks.none(), deadline);
        }
        return reply instanceof Reply.Refusal && isActive(deadline) ? success() : reply;
    }

    @Override
    Optional<String> dial(DialectSocket socket, int id, String host, int port, Deadline deadline) {
        return openByResult(socket, peer(id, host, port), deadline)
                .map(trouble -> trouble.endsWith("ERROR") ? trouble + lastError() : trouble);
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

    private String lastError() {
        return ask("last-error", Blanks.none(), Deadline.never()) instanceof Reply.Ok ok
                ? Fields.of(ok.first()).text(1).map(text -> " (" + text + ")").orElse("")
                : "";
    }
}
