package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.Energy;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;
import org.kadec21.modem.Uplink;
import org.kadec21.modem.Usage;

import java.time.Duration;

/// What communication costs: bytes, radio time and energy, in all and for each mail (law 7).
final class CostMeter {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Uplink uplink;
    private final Energy energy;
    private final Time time;
    private final Journal journal;
    private final Deadline started;

    CostMeter(Uplink uplink, Energy energy, Time time, Journal journal) {
        this.uplink = uplink;
        this.energy = energy;
        this.time = time;
        this.journal = journal;
        this.started = time.after(Duration.ZERO);
    }

    Usage total() {
        return uplink.usage();
    }

    /// Joules since the unit started, by the configuration's figures: an estimate, since a unit
    /// does not know when its module transmits; its time on air counts as if it always did.
    double joules() {
        double alive =
                (time.nanos() - started.atNanos()) / (double) Duration.ofSeconds(1).toNanos();
        return alive * energy.loggerMilliwatts() / MILLIS_PER_SECOND + radioJoules(total());
    }

    /// Journals what has been spent since `before` on `what`.
    void journal(String event, String id, Usage before) {
        Usage spent = total().minus(before);
        journal.event(
                event,
                "id",
                id,
                "bytes_up",
                spent.bytesUp(),
                "bytes_down",
                spent.bytesDown(),
                "radio",
                spent.radioTime(),
                "radio_millijoules",
                Math.round(radioJoules(spent) * MILLIS_PER_SECOND));
    }

    private double radioJoules(Usage usage) {
        return usage.radioTime().toMillis()
                / MILLIS_PER_SECOND
                * energy.transmittingMilliwatts()
                / MILLIS_PER_SECOND;
    }
}
