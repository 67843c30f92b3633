package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.ppp.Agreement;
import org.kadec21.simulation.ppp.PppTerms;

import java.util.List;

/// A network that never agrees: it wants something else for ever, rejects the wish for an address,
/// or has none.
final class NoAgreement extends CallFault {

    private final List<String> kinds;

    NoAgreement(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public PppTerms termsOf(PppTerms fair) {
        if (!strikes()) {
            return fair;
        }
        return fair.with(
                switch (circumstances().oneOf(kinds)) {
                    case "lcp" -> Agreement.LCP_NAKED;
                    case "ipcp" -> Agreement.IPCP_NAKED;
                    case "reject" -> Agreement.ADDRESS_REJECTED;
                    default -> Agreement.NO_ADDRESS;
                });
    }
}
