package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallIncident;

import java.util.List;
import java.util.Optional;

/// A network that begins LCP or IPCP anew in the middle of a call.
final class RenegotiatedLink extends CallFault {

    private final List<String> kinds;

    RenegotiatedLink(FaultOrder order, Circumstances circumstances) {
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
                    case "lcp" -> new CallIncident.LcpAgain();
                    case "ipcp" -> new CallIncident.IpcpAgain(false);
                    default -> new CallIncident.IpcpAgain(true);
                });
    }
}
