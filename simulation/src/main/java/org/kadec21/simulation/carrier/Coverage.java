package org.kadec21.simulation.carrier;

import java.time.Instant;

/// One cell on air from `from` (inclusive) to `until` (exclusive).
public record Coverage(Cell cell, Instant from, Instant until) {

    public Coverage {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "coverage must begin before it ends: from " + from + " until " + until);
        }
    }

    boolean isOnAir(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
