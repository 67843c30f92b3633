package org.kadec21.simulation.module;

/// Whose socket commands a module has.
public enum ModuleDialect {
    QUECTEL,
    SIMCOM,
    UBLOX,
    TELIT;

    SocketDialect sockets() {
        return switch (this) {
            case QUECTEL -> new QuectelSockets();
            case SIMCOM -> new SimcomSockets();
            case UBLOX -> new UbloxSockets();
            case TELIT -> new TelitSockets();
        };
    }
}
