package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.config.ServerList;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.Board;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.KnownAddresses;
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
import org.kadec21.modem.ppp.link.Numbering;
import org.kadec21.modem.ppp.link.PdpType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

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
            Board board, UnitConfig unit, String port, PinMemory pins, Trace trace) {
        return onPort(board, unit, port, pins, trace, Optional.empty());
    }

    /// The same, with somebody who takes down what crosses a PPP link.
    public static Uplink onPort(
            Board board,
            UnitConfig unit,
            String port,
            PinMemory pins,
            Trace trace,
            Optional<Capture> capture) {
        UnitConfig.Module module = unit.module();
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
                trace,
                known(unit.serverList()));
    }

    /// The servers' addresses that the configuration names.
    public static KnownAddresses known(ServerList servers) {
        SequencedMap<String, List<String>> addresses = new LinkedHashMap<>();
        for (MailServer server : servers.servers()) {
            if (!server.addresses().isEmpty()) {
                addresses.put(server.policy().host(), server.addresses());
            }
        }
        return KnownAddresses.of(addresses);
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
                        setup.dialling(bearing.number())
                                .asking(type(bearing.pdpType()))
                                .numbering(numbering(bearing.numberedMode())));
    }

    private static PdpType type(Bearing.PdpType configured) {
        return switch (configured) {
            case IP -> PdpType.IP;
            case IPV6 -> PdpType.IPV6;
            case IPV4V6 -> PdpType.IPV4V6;
        };
    }

    private static Numbering numbering(Bearing.NumberedMode configured) {
        return switch (configured) {
            case WHEN_BAD -> Numbering.WHEN_BAD;
            case ALWAYS -> Numbering.ALWAYS;
            case NEVER -> Numbering.NEVER;
        };
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
