package org.kadec21.bench.roundtrips;

import java.util.Locale;

/// How a connection is protected.
public enum Security {
    STARTTLS,
    IMPLICIT,
    PLAIN;

    /// As the table says it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Turns of a connection in which the greeting comes. In clear text the server speaks first;
    /// through TLS it waits for the client's Finished.
    int turnsOfTheGreeting() {
        return switch (this) {
            case STARTTLS, PLAIN -> 0;
            case IMPLICIT -> 1;
        };
    }
}
