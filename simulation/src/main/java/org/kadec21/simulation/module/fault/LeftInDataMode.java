package org.kadec21.simulation.module.fault;

import java.util.List;
import java.util.Optional;

/// The host that comes back is not the one that left the port in data mode, or at a prompt.
final class LeftInDataMode implements Fault {

    private static final int PAYLOAD_BYTES = 1460;

    private final Pace pace;
    private final Absence absence;
    private final Circumstances circumstances;
    private final List<String> kinds;

    LeftInDataMode(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        absence = new Absence(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public Optional<Incident> incident() {
        if (!absence.ends() || !pace.strikes()) {
            return Optional.empty();
        }
        return Optional.of(
                circumstances.oneOf(kinds).equals("data")
                        ? new Incident.InData(false)
                        : new Incident.AtPrompt(PAYLOAD_BYTES));
    }
}
