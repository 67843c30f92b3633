package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallIncident;

import java.util.Optional;

/// A line that is looped back: from some moment of a call on the host only hears itself.
final class LineLoop extends CallFault {

    LineLoop(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
    }

    @Override
    public Optional<CallIncident> callIncident() {
        return strikes() ? Optional.of(new CallIncident.LoopedBack()) : Optional.empty();
    }
}
