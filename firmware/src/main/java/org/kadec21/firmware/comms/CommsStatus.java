package org.kadec21.firmware.comms;

import org.kadec21.modem.FoundModule;
import org.kadec21.modem.Usage;

import java.time.Instant;
import java.util.Optional;

/// Where a unit's communication stands.
///
/// @param nextMonitoring when recorded data is due next, by the unit's clock
/// @param owedUpTo up to which record data is owed
/// @param onAir whether a window is open
/// @param nothingWaits whether all that is owed and every alarm was accepted or refused for good
/// @param lastResult how the last window ended
/// @param module the module as last found
/// @param network the network's clock, once a call has told it
/// @param usage bytes and radio time since the unit started
/// @param joules energy since the unit started, by the configuration's figures
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public record CommsStatus(
        Instant nextMonitoring,
        long owedUpTo,
        boolean onAir,
        boolean nothingWaits,
        Patience patience,
        Optional<WindowResult> lastResult,
        Optional<FoundModule> module,
        Optional<NetworkClock> network,
        Usage usage,
        double joules) {}
