package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallIncident;

import java.util.Optional;

/// A device in between that resets connections whenever it likes.
final class ResetConnections extends CallFault {

    ResetConnections(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
    }

    @Override
    public Optional<CallIncident> callIncident() {
        return strikes() ? Optional.of(new CallIncident.ConnectionsReset()) : Optional.empty();
    }
}
