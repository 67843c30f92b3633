package org.kadec21.firmware.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.record.RecordStore.Storing;
import org.kadec21.firmware.store.Flashes;
import org.kadec21.firmware.store.RecordedJournal;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.PowerOffException;
import org.kadec21.simulation.flash.SimulatedFlash;

/// The power goes at every flash operation while the ring overwrites: what it loses is counted
/// once.
final class RingPowerCutTest {

    private static final int HOURS = 13;
    private static final int ACKNOWLEDGED = 3;
    private static final StorageLimits LIMITS =
            new StorageLimits(4, 2, 2000, 1000, 10, 1000, 10, 10);

    @Test
    void countsWhatItLosesOnce() {
        long operations = live(Flashes.ofSize(1 << 20, 1)).operations();
        for (int seed = 0; seed < 20; seed++) {
            for (long cut = 1; cut <= operations; cut++) {
                SimulatedFlash flash = Flashes.ofSize(1 << 20, seed * 1000L + cut);
                flash.cutAt(cut);

                live(flash);

                RecordStore store = RecordStore.open(flash, new RecordedJournal(), LIMITS);
                assertThat(store.newestRecord().orElseThrow().number()).isEqualTo(HOURS);
                assertThat(store.count() + store.lost() + ACKNOWLEDGED)
                        .as("seed %d, cut at %d", seed, cut)
                        .isEqualTo(HOURS);
            }
        }
    }

    private static SimulatedFlash live(SimulatedFlash flash) {
        while (true) {
            try {
                fill(RecordStore.open(flash, new RecordedJournal(), LIMITS));
                return flash;
            } catch (PowerOffException cut) {
                flash.powerOn();
            }
        }
    }

    private static void fill(RecordStore store) {
        long stored = store.newestRecord().map(MeasurementRecord::number).orElse(0L);
        if (stored >= ACKNOWLEDGED) {
            store.acknowledge(ACKNOWLEDGED);
        }
        for (int hour = (int) stored + 1; hour <= HOURS; hour++) {
            assertThat(store.append(Samples.ofHour(hour))).isInstanceOf(Storing.Stored.class);
            if (hour == ACKNOWLEDGED) {
                store.acknowledge(ACKNOWLEDGED);
            }
        }
    }
}
