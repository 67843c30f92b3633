package org.kadec21.simulation.module.fault;

import java.util.Optional;

/// The port is left in a PPP link whose far end is dead: neither frames nor `+++` have an effect,
/// and the module says NO CARRIER as text between the frames of a far end that asks for a link.
final class PppZombie implements Fault {

    private final Pace pace;
    private final Absence absence;

    PppZombie(FaultOrder order, Circumstances circumstances) {
        pace = new Pace(order, circumstances);
        absence = new Absence(order, circumstances);
    }

    @Override
    public Optional<Incident> incident() {
        return absence.ends() && pace.strikes()
                ? Optional.of(new Incident.InData(true))
                : Optional.empty();
    }
}
