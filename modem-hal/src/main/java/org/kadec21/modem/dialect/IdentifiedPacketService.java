package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The packet service of a module whose dialect is found out when it is first needed.
final class IdentifiedPacketService implements PacketService {

    private final List<VendorDialect> candidates;
    private final AtPort port;
    private final Time time;
    private final Tasks tasks;
    private final ModuleInquiry inquiry;
    private Optional<PacketService> chosen = Optional.empty();

    IdentifiedPacketService(List<VendorDialect> candidates, AtPort port, Time time, Tasks tasks) {
        this.candidates = candidates;
        this.port = port;
        this.time = time;
        this.tasks = tasks;
        inquiry = new ModuleInquiry(port, time);
    }

    /// A module that leaves a question unanswered may have any commands: it is asked again when
    /// packet service is needed.
    @Override
    public Optional<String> misfit() {
        if (chosen.isEmpty()) {
            chosen =
                    inquiry.find(candidates)
                            .map(dialect -> dialect.packetService(port, time, tasks));
        }
        boolean open =
                chosen.isPresent()
                        || !candidates.stream().allMatch(other -> inquiry.refuses(other.pack()));
        return open
                ? Optional.empty()
                : Optional.of(
                        "expected a module with the socket commands of one of %s, it knows none of"
                                        .formatted(names())
                                + " them and says it is '"
                                + inquiry.identity().strip()
                                + "'");
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        Optional<String> misfit = misfit();
        return chosen.map(service -> service.open(accessPoint, deadline))
                .orElseGet(() ->
                        new Reply.Denied(
                                misfit.orElseGet(() ->
                                        "which of "
                                                + names()
                                                + " it speaks could not be found out")));
    }

    @Override
    public boolean isOpen() {
        return chosen.map(PacketService::isOpen).orElse(false);
    }

    @Override
    public ByteLink connect(String host, int peerPort, Deadline deadline) throws LinkException {
        if (chosen.isEmpty()) {
            throw new LinkException(
                    "expected packet service to be open before a connection to " + host);
        }
        return chosen.get().connect(host, peerPort, deadline);
    }

    @Override
    public void close(Deadline deadline) {
        chosen.ifPresent(service -> service.close(deadline));
    }

    @Override
    public void lost(String reason) {
        chosen.ifPresent(service -> service.lost(reason));
    }

    @Override
    public void heard(Urc urc) {
        chosen.ifPresent(service -> service.heard(urc));
    }

    private String names() {
        return candidates.stream().map(Dialect::name).collect(Collectors.joining(", "));
    }
}
