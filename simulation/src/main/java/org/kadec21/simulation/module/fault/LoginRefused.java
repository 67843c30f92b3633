package org.kadec21.simulation.module.fault;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.ppp.Account;
import org.kadec21.simulation.ppp.Authentication;
import org.kadec21.simulation.ppp.PppTerms;

/// A network that takes the right name and password for wrong ones, and asks for them (by CHAP)
/// where it never did.
final class LoginRefused extends CallFault {

    LoginRefused(FaultOrder order, Circumstances circumstances) {
        super(order, circumstances);
    }

    @Override
    public PppTerms termsOf(PppTerms fair) {
        if (!strikes()) {
            return fair;
        }
        Authentication how =
                fair.authentication() == Authentication.NONE
                        ? Authentication.CHAP
                        : fair.authentication();
        String nobody = Long.toString(circumstances().chance().nextLong());
        return fair.only(how, new Account(nobody, Secret.of(nobody)));
    }
}
