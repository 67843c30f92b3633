package org.kadec21.simulation.carrier;

import java.time.Instant;
import java.util.Optional;

/// One cell on air from `from` (inclusive) to `until` (exclusive). A cell whose reach or power
/// changes with the years is several of these.
///
/// @param place where it is received; empty for everywhere
/// @param percent how much of the place it covers, 1 to 100
public record Coverage(
        Cell cell, Optional<String> place, int percent, Instant from, Instant until) {

    private static final int ALL = 100;

    public Coverage {
        if (percent < 1 || percent > ALL) {
            throw new IllegalArgumentException(
                    "coverage is 1 to 100 percent of a place, not " + percent);
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "coverage must begin before it ends: from " + from + " until " + until);
        }
    }

    /// A cell that reaches every spot everywhere.
    public Coverage(Cell cell, Instant from, Instant until) {
        this(cell, Optional.empty(), ALL, from, until);
    }

    boolean isOnAir(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean reaches(Optional<Route.Stop> where) {
        int spot = where.map(Route.Stop::spot).orElse(Route.ORDINARY_SPOT);
        boolean here = place.isEmpty() || place.equals(where.map(Route.Stop::place));
        return here && spot < percent;
    }
}
