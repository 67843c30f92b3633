package org.kadec21.simulation.module.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The port itself: gone for a while, with or without telling, stuck in its closing, or deaf, so
/// that writes block.
final class PortTrouble implements Fault {

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;
    private final Duration away;
    private final Duration stuck;
    private final Duration deaf;

    PortTrouble(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
        away = order.duration("away");
        stuck = order.duration("stuck");
        deaf = order.duration("deaf");
    }

    @Override
    public Optional<Incident> incident() {
        if (!pace.strikes()) {
            return Optional.empty();
        }
        return Optional.of(incident(circumstances.oneOf(kinds)));
    }

    private Incident incident(String kind) {
        return switch (kind) {
            case "gone" -> new Incident.PortGone(away);
            case "lying" -> new Incident.PortLies(away);
            case "stuck" -> new Incident.PortStuck(stuck);
            case "deaf" -> new Incident.Deaf(deaf);
            default -> throw new IllegalStateException("no trouble of ports: " + kind);
        };
    }
}
