package org.kadec21.bench;

import org.kadec21.bench.config.Scenario;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.fault.FaultOrder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A simulated module and what it finds around it.
///
/// @param memory what the module remembers
/// @param date of the network's calendar at the start; empty for today's
/// @param seed decides when faults strike
/// @param cold whether it boots when it is offered, or has done so long ago
record SimulatedSetup(
        ModuleProfile profile,
        KeptMemory memory,
        CarrierPolicy carrier,
        Optional<Instant> date,
        List<FaultOrder> faults,
        long seed,
        Scenario scenario,
        boolean cold,
        ModuleTimings timings) {

    /// The lab's subscriber.
    static final String IMSI = "440700123456789";

    static final Secret PUK = Secret.of("12345678");

    SimulatedSetup {
        faults = List.copyOf(faults);
    }

    /// From its beginning: the same faults by name or drawn strike at the same moments.
    RandomGenerator chance() {
        return new SplittableRandom(seed);
    }

    /// A card of the lab's subscriber.
    static SimCard card(Secret pin) {
        return new SimCard(IMSI, pin, PUK);
    }
}
