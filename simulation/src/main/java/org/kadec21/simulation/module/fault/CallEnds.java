package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallIncident;

import java.util.List;
import java.util.Optional;

/// A network that ends calls in the middle: in good order, in the middle of a frame, or by falling
/// silent.
final class CallEnds extends CallFault {

    private final List<String> kinds;

    CallEnds(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public Optional<CallIncident> callIncident() {
        if (!strikes()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (circumstances().oneOf(kinds)) {
                    case "terminate" -> new CallIncident.Terminated();
                    case "carrier" -> new CallIncident.CarrierLost();
                    default -> new CallIncident.FallenSilent();
                });
    }
}
