package org.kadec21.simulation.module;

import org.kadec21.simulation.carrier.RadioView;
import org.kadec21.simulation.module.command.CallCommands;
import org.kadec21.simulation.module.command.CdmaCommands;
import org.kadec21.simulation.module.command.ClockCommands;
import org.kadec21.simulation.module.command.ContextCommands;
import org.kadec21.simulation.module.command.IdentityCommands;
import org.kadec21.simulation.module.command.LineCommands;
import org.kadec21.simulation.module.command.NetworkCommands;
import org.kadec21.simulation.module.command.OperatorCommands;
import org.kadec21.simulation.module.command.PacketCommands;
import org.kadec21.simulation.module.command.PowerCommands;
import org.kadec21.simulation.module.command.SerialCommands;
import org.kadec21.simulation.module.command.SimCommands;
import org.kadec21.simulation.module.command.SmsCommands;
import org.kadec21.simulation.module.command.SmsReadingCommands;
import org.kadec21.simulation.module.command.SmsSettingCommands;
import org.kadec21.simulation.module.command.SmsTextCommands;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.dialect.QuectelSockets;
import org.kadec21.simulation.module.dialect.SimcomSockets;
import org.kadec21.simulation.module.dialect.TelitSockets;
import org.kadec21.simulation.module.dialect.UbloxSockets;

import java.util.List;

/// Gives the core everything this module answers: the commands all modules have, and the sockets of
/// one vendor.
final class ModuleCommands {

    private ModuleCommands() {}

    static DualBandModule core(
            ModuleProfile profile,
            SocketDialect sockets,
            ModuleTimings timings,
            ModuleMemory memory,
            RadioView radio) {
        return new DualBandModule(profile, timings, memory, radio, sockets, registry(sockets));
    }

    static SocketDialect sockets(ModuleDialect dialect) {
        return switch (dialect) {
            case QUECTEL -> new QuectelSockets();
            case SIMCOM -> new SimcomSockets();
            case UBLOX -> new UbloxSockets();
            case TELIT -> new TelitSockets();
        };
    }

    private static CommandRegistry registry(SocketDialect sockets) {
        return new CommandRegistry(
                List.of(
                        new LineCommands(),
                        new SerialCommands(),
                        new IdentityCommands(),
                        new SimCommands(),
                        new NetworkCommands(),
                        new ClockCommands(),
                        new OperatorCommands(),
                        new CdmaCommands(),
                        new CallCommands(),
                        new SmsSettingCommands(),
                        new SmsCommands(),
                        new SmsReadingCommands(),
                        new SmsTextCommands(),
                        new PowerCommands(),
                        new PacketCommands(),
                        new ContextCommands(),
                        sockets));
    }
}
