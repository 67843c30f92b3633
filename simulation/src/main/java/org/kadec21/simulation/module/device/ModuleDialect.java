package org.kadec21.simulation.module.device;

/// Whose socket commands a module has.
public enum ModuleDialect {
    QUECTEL,
    SIMCOM,
    UBLOX,
    TELIT
}
