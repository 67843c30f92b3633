package org.kadec21.simulation.module.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The port itself: gone for a while, or deaf, so that writes block.
final class PortTrouble implements Fault {

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;
    private final Duration away;
    private final Duration deaf;

    PortTrouble(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
        away = order.duration("away");
        deaf = order.duration("deaf");
    }

    @Override
    public Optional<Incident> incident() {
        if (!pace.strikes()) {
            return Optional.empty();
        }
        return Optional.of(
                circumstances.oneOf(kinds).equals("gone")
                        ? new Incident.PortGone(away)
                        : new Incident.Deaf(deaf));
    }
}
