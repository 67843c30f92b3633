package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;

/// The module restarts instead of answering: banners come, and echo, error reports, URC settings,
/// contexts and sockets are as after power on.
final class SpontaneousReboot implements Fault {

    private final Pace pace;

    SpontaneousReboot(FaultOrder order, Circumstances circumstances) {
        pace = new Pace(order, circumstances);
    }

    @Override
    public Fate fateOf(AtCommand command) {
        return pace.strikes() ? new Fate.Crashed() : new Fate.Obeyed();
    }
}
