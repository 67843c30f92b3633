package org.kadec21.simulation.supply;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Clouds: each day is as clear as the month's average, times something from nearly nothing to
/// nearly twice, drawn anew for each day (assumption). Days are those of the sun above the panel.
final class Sky {

    private static final double LEAST = 0.1;
    private static final double MOST = 1.9;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_DEGREE = 240;

    private final Panel panel;
    private final RandomGenerator chance;
    private long day = Long.MIN_VALUE;
    private double clearness = 1;

    Sky(Panel panel, RandomGenerator chance) {
        this.panel = panel;
        this.chance = chance;
    }

    /// What the panel gives; asked in order of time.
    double wattsAt(Instant when) {
        long today =
                Math.floorDiv(
                        when.getEpochSecond() + Math.round(panel.longitude() * SECONDS_PER_DEGREE),
                        SECONDS_PER_DAY);
        if (today != day) {
            day = today;
            clearness = LEAST + (MOST - LEAST) * chance.nextDouble();
        }
        return panel.wattsAt(when) * clearness;
    }
}
