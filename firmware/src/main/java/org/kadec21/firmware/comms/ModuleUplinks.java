package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.Bearing;
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
import org.kadec21.modem.ppp.Capture;
import org.kadec21.modem.ppp.PppDialect;
import org.kadec21.modem.ppp.PppSetup;

import java.util.Optional;

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
        return onPort(board, module, port, pins, trace, Optional.empty());
    }

    /// The same, with somebody who takes down what crosses a PPP link.
    public static Uplink onPort(
            Board board,
            UnitConfig.Module module,
            String port,
            PinMemory pins,
            Trace trace,
            Optional<Capture> capture) {
        ModuleSettings settings =
                new ModuleSettings(
                        port,
                        module.otherPorts(),
                        module.bitsPerSecond(),
                        new AccessPoint(module.apn(), module.user(), module.password()),
                        module.pin(),
                        ModuleSettings.Sleep.MINIMUM,
                        ModuleSettings.Limits.standard());
        return new ModemUplink(
                board,
                settings,
                dialect(dialect(module.dialect()), module.bearing(), setup(board, capture)),
                pins,
                trace);
    }

    /// What PPP needs of a board.
    public static PppSetup setup(Board board, Optional<Capture> capture) {
        return PppSetup.usual(board.randomness(), board.journal()).capturedBy(capture);
    }

    /// A dialect that carries TCP as the configuration wants it.
    public static Dialect dialect(Dialect module, Bearing bearing, PppSetup setup) {
        return bearing.needsSockets()
                ? module
                : new PppDialect(
                        module,
                        bearing.ways().stream().map(ModuleUplinks::way).toList(),
                        setup.dialling(bearing.number()));
    }

    private static PppDialect.Way way(Bearing.Way configured) {
        return switch (configured) {
            case SOCKETS -> PppDialect.Way.SOCKETS;
            case PPP -> PppDialect.Way.PPP;
        };
    }

    /// The dialect that a configuration names.
    public static Dialect dialect(UnitConfig.Dialect configured) {
        return switch (configured) {
            case AUTO -> new IdentifiedDialect();
            case QUECTEL -> new QuectelDialect();
            case SIMCOM -> new SimcomDialect();
            case UBLOX -> new UbloxDialect();
            case TELIT -> new TelitDialect();
        };
    }
}
