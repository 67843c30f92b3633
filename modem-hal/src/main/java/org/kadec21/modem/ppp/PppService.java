package org.kadec21.modem.ppp;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.PacketService;
import org.kadec21.modem.ppp.ip.dns.NameCache;
import org.kadec21.modem.ppp.link.Credentials;
import org.kadec21.modem.ppp.link.DamageMeter;
import org.kadec21.modem.ppp.link.LinkEnd;

import java.util.List;
import java.util.Optional;

/// Packet service by a call: opening dials and makes the link, closing ends it and gives the port
/// back. Opening one whose link has ended dials again. What the network's name servers said is kept
/// from one call to the next, as long as they said.
final class PppService implements PacketService {

    private final AtPort port;
    private final Time time;
    private final Tasks tasks;
    private final PppSetup setup;
    private final NameCache names = new NameCache();
    private final DamageMeter damages = new DamageMeter();
    private Optional<PppCall> call = Optional.empty();
    private Optional<Obstacle> obstacle = Optional.empty();

    PppService(AtPort port, Time time, Tasks tasks, PppSetup setup) {
        this.port = port;
        this.time = time;
        this.tasks = tasks;
        this.setup = setup;
    }

    /// Any module that can dial will do.
    @Override
    public Optional<String> misfit() {
        return Optional.empty();
    }

    @Override
    public boolean dials() {
        return true;
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        obstacle = Optional.empty();
        if (isOpen()) {
            return new Reply.Ok(List.of(), new byte[0]);
        }
        Credentials credentials = new Credentials(accessPoint.user(), accessPoint.password());
        PppCall next = new PppCall(port, time, tasks, setup, credentials, names, damages);
        Dialling dialling = new Dialling(port, time);
        Reply reply = dialling.dial(setup.number(), setup.type(), accessPoint, next, deadline);
        return switch (reply) {
            case Reply.Connect(String rate) -> {
                setup.observer().connected(dialling.command(), rate);
                call = Optional.of(next);
                yield linked(next.establish(deadline));
            }
            case Reply.Refusal refusal -> {
                obstacle =
                        Optional.of(
                                new Obstacle(
                                        "expected CONNECT to "
                                                + dialling.command()
                                                + ", the module said "
                                                + refusal.text(),
                                        "check access point name and coverage, and which number"
                                                + " this module dials for packet service"));
                yield reply;
            }
            case Reply.Ok _ -> {
                dialling.hangUp();
                obstacle =
                        Optional.of(
                                new Obstacle(
                                        "expected CONNECT to "
                                                + dialling.command()
                                                + ", the module said OK: it made a voice call",
                                        "check which number this module dials for packet"
                                                + " service"));
                yield new Reply.Denied("OK");
            }
            case Reply.Unanswered unanswered -> unanswered;
        };
    }

    @Override
    public Optional<Obstacle> obstacle() {
        return obstacle;
    }

    @Override
    public boolean isOpen() {
        return call.map(PppCall::isUp).orElse(false);
    }

    @Override
    public ByteLink connect(String host, int peerPort, Deadline deadline) throws LinkException {
        if (call.isEmpty()) {
            throw new LinkException(
                    "expected packet service to be open before a connection to " + host);
        }
        return call.get().connect(host, peerPort, deadline);
    }

    @Override
    public void close(Deadline deadline) {
        call.ifPresent(open -> {
            open.hangUp();
            open.leavePort();
        });
        call = Optional.empty();
    }

    @Override
    public void lost(String reason) {
        call.ifPresent(open -> open.lost(reason));
        call = Optional.empty();
    }

    /// In data mode the module has no URCs; what it says between frames the link hears.
    @Override
    public void heard(Urc urc) {}

    private Reply linked(Optional<LinkEnd> failure) {
        if (failure.isEmpty()) {
            return new Reply.Ok(List.of(), new byte[0]);
        }
        LinkEnd end = failure.get();
        call.ifPresent(PppCall::leavePort);
        call = Optional.empty();
        obstacle = Optional.of(new Obstacle(end.reason(), end.advice()));
        return end.cause() == LinkEnd.Cause.PORT_LOST
                ? new Reply.Dead(end.reason())
                : new Reply.Denied(end.reason());
    }
}
