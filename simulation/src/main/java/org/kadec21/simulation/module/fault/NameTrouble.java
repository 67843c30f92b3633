package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.ip.Ipv4Address;

import java.util.List;
import java.util.Optional;

/// Name servers that say nothing, that there is no such name, or an address where nobody is.
final class NameTrouble extends CallFault {

    /// Set aside for documents (RFC 5737 3).
    private static final Ipv4Address NOBODY = Ipv4Address.of("192.0.2.1");

    private final List<String> kinds;

    NameTrouble(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public Optional<List<Ipv4Address>> answer(List<Ipv4Address> addresses) {
        if (!strikes()) {
            return Optional.of(addresses);
        }
        return switch (circumstances().oneOf(kinds)) {
            case "silence" -> Optional.empty();
            case "unknown" -> Optional.of(List.of());
            default -> Optional.of(List.of(NOBODY));
        };
    }
}
