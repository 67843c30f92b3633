package org.kadec21.simulation.module.fault;

import java.time.Duration;

/// How often a fault strikes: with `chance` at each opportunity, and no sooner than `every` after
/// the last time.
final class Pace {

    private final Circumstances circumstances;
    private final double chance;
    private final Duration every;
    private long quietUntil = Long.MIN_VALUE;

    Pace(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        chance = order.chance();
        every = order.duration("every");
    }

    boolean strikes() {
        long now = circumstances.nanos().getAsLong();
        if (now < quietUntil || circumstances.chance().nextDouble() >= chance) {
            return false;
        }
        quietUntil = now + every.toNanos();
        return true;
    }
}
