package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// One life of a unit, lived again and again, with its power cut at another flash operation each
/// time.
///
/// @param birth the same unit in the same world, each time anew
/// @param life until everything should have been delivered
record FlashCuts(Callable<Lab> birth, Consumer<Lab> life) {

    /// Cuts at about so many operations, evenly spread, the first one drawn by the seed.
    void some(int samples, long seed) throws Exception {
        long operations = operations();
        long stride = operations / samples;
        every(stride, 1 + new SplittableRandom(seed).nextLong(stride), operations);
    }

    /// Cuts at each operation.
    void each() throws Exception {
        every(1, 1, operations());
    }

    private void every(long stride, long first, long last) throws Exception {
        for (long at = first; at <= last; at += stride) {
            survivesCutAt(at);
        }
    }

    private void survivesCutAt(long operation) throws Exception {
        try (Lab lab = birth.call()) {
            lab.world.flash().cutAt(operation);

            life.accept(lab);

            assertThat(lab.unit.boots()).as("boots").isEqualTo(2);
            lab.requireAllDelivered();
        } catch (AssertionError e) {
            throw new AssertionError("cut at flash operation " + operation, e);
        }
    }

    private long operations() throws Exception {
        try (Lab lab = birth.call()) {
            life.accept(lab);
            return lab.world.flash().operations();
        }
    }
}
