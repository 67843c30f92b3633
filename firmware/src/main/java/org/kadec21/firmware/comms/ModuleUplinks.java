package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.Board;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.ModemUplink;
import org.kadec21.modem.ModuleSettings;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Uplink;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.IdentifiedDialect;
import org.kadec21.modem.dialect.QuectelDialect;
import org.kadec21.modem.dialect.SimcomDialect;
import org.kadec21.modem.dialect.TelitDialect;
import org.kadec21.modem.dialect.UbloxDialect;

/// The uplink that a unit's configuration asks for.
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public final class ModuleUplinks {

    private ModuleUplinks() {}

    /// The module on a serial port.
    ///
    /// @param port the port's name on this board
    /// @param trace where the dialogue with the module is written down
    public static Uplink onPort(
            Board board, UnitConfig.Module module, String port, PinMemory pins, Trace trace) {
        ModuleSettings settings =
                new ModuleSettings(
                        port,
                        module.bitsPerSecond(),
                        new AccessPoint(module.apn(), module.user(), module.password()),
                        module.pin(),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        return new ModemUplink(board, settings, dialect(module.dialect()), pins, trace);
    }

    private static Dialect dialect(UnitConfig.Dialect configured) {
        return switch (configured) {
            case AUTO -> new IdentifiedDialect();
            case QUECTEL -> new QuectelDialect();
            case SIMCOM -> new SimcomDialect();
            case UBLOX -> new UbloxDialect();
            case TELIT -> new TelitDialect();
        };
    }
}
