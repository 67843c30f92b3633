package org.kadec21.modem.dialect;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.time.Duration;
import java.util.Optional;

/// SIMCom's network service and the connections in it.
final class SimcomPacketService extends AbstractPacketService {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int REMOTE_CLOSED = 1;

    private final Tasks tasks;

    SimcomPacketService(DialectPack pack, AtPort port, Time time, Tasks tasks) {
        super(pack, port, time, tasks);
        this.tasks = tasks;
    }

    @Override
    Reply bringUp(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = ask("receive", Blanks.none(), deadline);
        if (!(reply instanceof Reply.Ok)) {
            return reply;
        }
        if (isUp(deadline)) {
            closeLeftovers(deadline);
            return success();
        }
        reply = ask("context", Blanks.of(accessPoint), deadline);
        if (reply instanceof Reply.Ok && !accessPoint.user().isEmpty()) {
            reply = ask("authentication", Blanks.of(accessPoint), deadline);
        }
        return reply instanceof Reply.Ok ? startNetwork(deadline) : reply;
    }

    /// `+NETOPEN: 0` means success as a URC and closed as an answer, so only the answer 1 counts.
    private Reply startNetwork(Deadline deadline) {
        Reply started = await("activate", Blanks.none(), deadline);
        if (started instanceof Reply.Unanswered) {
            return started;
        }
        Deadline patience = deadline.earlier(time().after(pack().patience("activate")));
        boolean up = isUp(deadline);
        while (!up && started instanceof Reply.Ok && !time().isOver(patience)) {
            tasks.sleepUntil(patience.earlier(time().after(POLL)));
            up = isUp(deadline);
        }
        if (up) {
            return success();
        }
        return started instanceof Reply.Refusal
                ? started
                : new Reply.Denied("+NETOPEN: 0, the network service did not open");
    }

    @Override
    Optional<String> dial(DialectSocket socket, int id, String host, int port, Deadline deadline) {
        return openByResult(socket, peer(id, host, port), deadline)
                .map(trouble ->
                        socket.openError()
                                .filter(_ -> trouble.endsWith("ERROR"))
                                .map(pack()::error)
                                .orElse(trouble));
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

    private boolean isUp(Deadline deadline) {
        return ask("context.query", Blanks.none(), deadline) instanceof Reply.Ok ok
                && Fields.of(ok.last()).number(0).orElse(0) == 1;
    }
}
