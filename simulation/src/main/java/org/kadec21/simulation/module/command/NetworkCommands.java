package org.kadec21.simulation.module.command;

import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.module.core.AtHandler.Behaviour;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.PacketService;
import org.kadec21.simulation.module.core.Registration;
import org.kadec21.simulation.module.device.ServingSystem;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.Optional;
import java.util.stream.Collectors;

/// The network as the module tells of it: 3GPP TS 27.007 7.2 (`+CREG`), 8.5 (`+CSQ`), 10.1.20
/// (`+CGREG`); TIA/EIA/IS-707 (`+CSS`); `$BSINFO` and `$BANDPREF` are the lab's own.
public final class NetworkCommands implements CommandFamily {

    private static final int UNKNOWN = 99;

    /// `$BSINFO`: the band class without service; 0 would be the new 800 MHz.
    private static final int NO_BAND = 255;

    /// `$BANDPREF`: whichever band the network prefers.
    private static final int ANY_BAND = 255;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CREG")
                .read(NetworkCommands::registration)
                .set(reporting((module, mode) -> module.registration().report(mode)))
                .test("+CREG: (0-2)");
        registry.command("+CGREG")
                .read(NetworkCommands::packetRegistration)
                .set(reporting((module, mode) -> module.packet().report(mode)))
                .test("+CGREG: (0-2)");
        registry.command("+CSQ").execute(NetworkCommands::signal).test("+CSQ: (0-31,99),(99)");
        registry.command("+CSS").read(ofCdma(NetworkCommands::servingSystem)).test("");
        registry.command("$BANDPREF")
                .read(ofCdma((module, a) -> Reply.ok("$BANDPREF: " + preference(module))))
                .set(ofCdma(NetworkCommands::preferBand))
                .test((module, a) -> Reply.ok("$BANDPREF: (" + preferences(module) + ")"));
        registry.command("$BSINFO").read(ofCdma(NetworkCommands::baseStation)).test("");
    }

    /// What a module of another system refuses as a command it does not know.
    private static Behaviour ofCdma(Behaviour behaviour) {
        return (module, arguments) ->
                module.profile().servingSystem() == ServingSystem.NONE
                        ? Reply.failed(CmeError.NOT_SUPPORTED)
                        : behaviour.answer(module, arguments);
    }

    private static Behaviour reporting(ReportMode mode) {
        return (module, arguments) -> {
            if (!arguments.numberIn(0, 0, 2)) {
                return Reply.failed(CmeError.INVALID_PARAMETERS);
            }
            mode.set(module, arguments.numberOr(0, 0));
            return Reply.ok();
        };
    }

    @FunctionalInterface
    private interface ReportMode {
        void set(DualBandModule module, int mode);
    }

    private static Reply registration(DualBandModule module, Arguments arguments) {
        Registration registration = module.registration();
        int mode = registration.reporting();
        return Reply.ok("+CREG: " + mode + "," + registration.report(registration.status(), mode));
    }

    private static Reply packetRegistration(DualBandModule module, Arguments arguments) {
        PacketService packet = module.packet();
        int mode = packet.reporting();
        return Reply.ok(
                "+CGREG: " + mode + "," + module.registration().report(packet.status(), mode));
    }

    private static Reply signal(DualBandModule module, Arguments arguments) {
        int rssi = module.registration().cell().map(NetworkCommands::signalSteps).orElse(UNKNOWN);
        return Reply.ok("+CSQ: " + rssi + "," + UNKNOWN);
    }

    /// 0 to 31 in steps of 2 dB from -113 dBm.
    private static int signalSteps(Cell cell) {
        return Math.clamp((cell.dbm() + 113) / 2, 0, 31);
    }

    private static Reply servingSystem(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                module.registration()
                        .cell()
                        .map(module.profile().servingSystem()::answer)
                        .orElse("+CSS: 0, Z, 99999"));
    }

    private static int preference(DualBandModule module) {
        return module.memory().preferredBand().map(BandClass::number).orElse(ANY_BAND);
    }

    private static String preferences(DualBandModule module) {
        return module.profile().bands().stream()
                        .map(band -> band.number() + ",")
                        .collect(Collectors.joining())
                + ANY_BAND;
    }

    /// A request: it is kept and answered OK, and where the roaming list ranks the bands it changes
    /// nothing.
    private static Reply preferBand(DualBandModule module, Arguments arguments) {
        int wanted = arguments.numberOr(0, -1);
        Optional<BandClass> band =
                module.profile().bands().stream()
                        .filter(known -> known.number() == wanted)
                        .findFirst();
        if (band.isEmpty() && wanted != ANY_BAND) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        module.memory().preferBand(band);
        module.registration().radioChanged();
        return Reply.ok();
    }

    /// Band class, subclass, channel, SID, NID, PN, Ec/Io in steps of -0.5 dB, state (0 no service,
    /// 1 idle, 2 traffic).
    private static Reply baseStation(DualBandModule module, Arguments arguments) {
        boolean traffic = module.sockets().isTrafficking() || module.calls().isTrafficking();
        int state = traffic ? 2 : 1;
        return Reply.ok(
                module.registration()
                        .cell()
                        .map(cell ->
                                "$BSINFO: %d,%d,%d,%d,%d,%d,%d,%d"
                                        .formatted(
                                                cell.band().number(),
                                                cell.subclass(),
                                                cell.channel(),
                                                cell.sid(),
                                                cell.nid(),
                                                cell.pn(),
                                                cell.ecIoHalfDb(),
                                                state))
                        .orElse("$BSINFO: " + NO_BAND + ",0,0,0,0,0,63,0"));
    }
}
