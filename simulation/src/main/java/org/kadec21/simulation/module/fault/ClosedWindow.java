package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallIncident;

import java.time.Duration;
import java.util.Optional;

/// Servers that stop reading: the windows of all connections close for a time, and what was
/// promised is taken back.
final class ClosedWindow extends CallFault {

    private final Duration span;

    ClosedWindow(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        span = order.duration("span");
    }

    @Override
    public Optional<CallIncident> callIncident() {
        return strikes() ? Optional.of(new CallIncident.WindowsClosed(span)) : Optional.empty();
    }
}
