package org.kadec21.simulation.supply;

import java.time.Instant;

/// How full a battery was at one moment.
///
/// @param percent of its capacity, whether the cold lets it out or not
public record Charge(Instant at, double percent) {}
