package org.kadec21.bench.console;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.line.CallResult;

import java.time.Instant;
import java.util.List;

/// What a person, or a scenario, wants.
public sealed interface Order {

    /// Something about the console itself.
    enum View implements Order {
        HELP,
        STATUS,
        FAULTS,
        TRAFFIC_ON,
        TRAFFIC_OFF,
        QUIT
    }

    /// A change of the network.
    sealed interface OfAir extends Order {}

    /// A change of the module, or something that comes to it.
    sealed interface OfModule extends Order {}

    /// All cells are heard at this level.
    record Signal(int dbm) implements OfAir {}

    /// Cells of these band classes are on air, as far as their dates allow.
    record Coverage(List<BandClass> bands) implements OfAir {
        public Coverage {
            bands = List.copyOf(bands);
        }
    }

    /// Whether the network turns the subscriber away.
    record Refuse(boolean on) implements OfAir {}

    /// The network's calendar jumps.
    record Calendar(Instant date) implements OfAir {}

    record Power(Switch what) implements OfModule {}

    /// What can be done to a module's power.
    enum Switch {
        KEY,
        RESET,
        OFF,
        ON
    }

    /// A card is put in, in place of the one before; an empty PIN means that it does not ask.
    record InsertSim(Secret pin) implements OfModule {}

    record RemoveSim() implements OfModule {}

    record FaultsOn(FaultList faults) implements OfModule {}

    record FaultsOff(List<FaultKind> faults) implements OfModule {
        public FaultsOff {
            faults = List.copyOf(faults);
        }
    }

    record Message(String sender, String text) implements OfModule {}

    record Call(String caller) implements OfModule {}

    /// The far end of a call hangs up, or gives up ringing.
    record HangUp() implements OfModule {}

    /// How calls to a number end from now on; an empty number means all others.
    record Answer(String number, CallResult result) implements OfModule {}
}
