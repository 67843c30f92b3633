package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several ways to the network, the most wanted first. Whoever opens it asks after a failure for
/// the next way; the one that worked last is the first to be tried again.
public final class AlternativePacketService implements PacketService {

    private final List<PacketService> ways;
    private final List<Obstacle> obstacles = new ArrayList<>();
    private int current;
    private int failed;

    public AlternativePacketService(List<PacketService> ways) {
        this.ways = List.copyOf(ways);
    }

    /// One way that is open to the module is enough; the others fail when they are tried.
    @Override
    public Optional<String> misfit() {
        Optional<String> misfit = Optional.empty();
        for (PacketService way : ways) {
            Optional<String> own = way.misfit();
            if (own.isEmpty()) {
                return own;
            }
            misfit = misfit.or(() -> own);
        }
        return misfit;
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = way().open(accessPoint, deadline);
        if (reply instanceof Reply.Ok) {
            failed = 0;
            obstacles.clear();
        } else {
            while (obstacles.size() >= ways.size()) {
                obstacles.removeFirst();
            }
            obstacles.add(
                    way().obstacle()
                            .orElseGet(() ->
                                    new Obstacle(
                                            "expected a packet context, "
                                                    + ModuleSockets.trouble(reply)
                                                            .orElse("nothing came"),
                                            "check the access point's name, user and password")));
        }
        return reply;
    }

    /// What stood in each way, when that was more than one.
    @Override
    public Optional<Obstacle> obstacle() {
        return obstacles.stream()
                .reduce((one, other) ->
                        new Obstacle(
                                one.reason() + "; and another way: " + other.reason(),
                                one.advice() + "; " + other.advice()));
    }

    @Override
    public boolean dials() {
        return ways.stream().anyMatch(PacketService::dials);
    }

    @Override
    public boolean turnsToAnotherWay() {
        failed++;
        current = (current + 1) % ways.size();
        boolean another = failed < ways.size();
        if (!another) {
            failed = 0;
            obstacles.clear();
        }
        return another;
    }

    @Override
    public boolean isOpen() {
        return way().isOpen();
    }

    @Override
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        return way().connect(host, port, deadline);
    }

    @Override
    public void close(Deadline deadline) {
        ways.forEach(way -> way.close(deadline));
    }

    @Override
    public void lost(String reason) {
        ways.forEach(way -> way.lost(reason));
    }

    @Override
    public void heard(Urc urc) {
        ways.forEach(way -> way.heard(urc));
    }

    private PacketService way() {
        return ways.get(current);
    }
}
