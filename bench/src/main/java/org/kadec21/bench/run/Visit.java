package org.kadec21.bench.run;

import org.kadec21.firmware.config.UnitConfig;

import java.time.Instant;

/// Somebody comes and makes the unit another one: switched off, module exchanged if the new file
/// names another, switched on with the new file. Flash, SIM and world stay.
public record Visit(Instant at, UnitConfig unit) {}
