package org.kadec21.modem;

import java.util.OptionalInt;

/// What a SIM waits for (3GPP TS 27.007 8.3).
///
/// @param asksFor `READY`, `SIM PIN`, `SIM PUK` or another of the standard's words
/// @param triesLeft wrong PINs until the PUK is needed, when the module tells (27.007 8.65)
public record SimState(String asksFor, OptionalInt triesLeft) {

    static final String READY = "READY";
    static final String PIN = "SIM PIN";

    public boolean isReady() {
        return asksFor.equals(READY);
    }

    public boolean asksForPin() {
        return asksFor.equals(PIN);
    }
}
