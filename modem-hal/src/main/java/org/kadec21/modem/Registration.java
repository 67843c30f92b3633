package org.kadec21.modem;

import org.kadec21.hal.at.Fields;

/// What `+CREG` says (3GPP TS 27.007 7.2). Registered does not yet mean that there is packet
/// service.
public enum Registration {
    IDLE("not registered and not searching"),
    HOME("registered"),
    SEARCHING("searching"),
    DENIED("registration denied"),
    UNKNOWN("state unknown, out of coverage"),
    ROAMING("registered, roaming");

    private final String words;

    Registration(String words) {
        this.words = words;
    }

    /// From the answer to `+CREG?`: `n,stat,...`.
    static Registration ofAnswer(Fields creg) {
        return switch (creg.number(1).orElse(-1)) {
            case 0 -> IDLE;
            case 1 -> HOME;
            case 2 -> SEARCHING;
            case 3 -> DENIED;
            case 5 -> ROAMING;
            default -> UNKNOWN;
        };
    }

    public boolean isRegistered() {
        return this == HOME || this == ROAMING;
    }

    @Override
    public String toString() {
        return words;
    }
}
