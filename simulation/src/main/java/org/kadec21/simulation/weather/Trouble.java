package org.kadec21.simulation.weather;

import org.kadec21.simulation.carrier.BlockAnswer;
import org.kadec21.simulation.module.fault.FaultList;

import java.time.Duration;

/// Something that happens to a unit or around it. A correct unit survives each of them, in any
/// order and together.
public sealed interface Trouble {

    /// No cell on air.
    record NoCoverage(Duration span) implements Trouble {}

    /// The network does not admit the subscriber.
    record RegistrationRefused(Duration span) implements Trouble {}

    /// The carrier blocks the submission port, in this way.
    record PortBlocked(Duration span, BlockAnswer answer) implements Trouble {}

    /// Every connection breaks, in the middle of whatever it carries.
    record ConnectionsSevered() implements Trouble {}

    /// The module restarts by itself.
    record ModuleRestart() implements Trouble {}

    /// The module, or the network in packet calls, misbehaves in these ways.
    record ModuleMisbehaves(Duration span, FaultList faults) implements Trouble {}

    /// The unit's clock is set wrong, and right again.
    ///
    /// @param ahead negative for a clock that is behind
    record ClockWrong(Duration span, Duration ahead) implements Trouble {}

    /// The unit loses its power and gets it back.
    record PowerCut() implements Trouble {}

    /// The unit's supply sags.
    record SupplyLow(Duration span, int millivolts) implements Trouble {}
}
