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
}
