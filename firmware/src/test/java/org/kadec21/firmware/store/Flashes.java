package org.kadec21.firmware.store;

import org.kadec21.simulation.flash.SimulatedFlash;

import java.util.SplittableRandom;

/// Simulated flashes for tests.
public final class Flashes {

    private Flashes() {}

    /// 4 MiB, empty.
    public static SimulatedFlash empty() {
        return ofSize(4 << 20, 1);
    }

    public static SimulatedFlash ofSize(long bytes, long seed) {
        return new SimulatedFlash(bytes, new SplittableRandom(seed));
    }
}
