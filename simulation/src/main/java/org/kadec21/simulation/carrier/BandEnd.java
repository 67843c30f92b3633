package org.kadec21.simulation.carrier;

import java.time.Instant;

/// A cut-over: from `at` on (inclusive) no cell of `band` is on air, whatever its own dates say.
public record BandEnd(BandClass band, Instant at) {

    boolean isOver(BandClass asked, Instant now) {
        return asked == band && !now.isBefore(at);
    }
}
