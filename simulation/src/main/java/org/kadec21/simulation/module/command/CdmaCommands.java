package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.AtHandler.Behaviour;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

/// What CDMA modules have of their own: TIA/EIA/IS-707 (`+CAD`, `+CRM`, `+CMIP`), Huawei and VIA
/// (`^SYSINFO`, `^MODE`), Qualcomm (`$QCMIP`), PCCA STD-101 (`+WS46`). Lines as ModemManager and
/// Multi-Tech S000478 have them.
public final class CdmaCommands implements CommandFamily {

    /// 27.007 5.9: this module does not tell systems apart.
    private static final int ALL_SYSTEMS = 25;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CAD").read(CdmaCommands::service).test("");
        registry.command("^SYSINFO").execute(CdmaCommands::system).test("");
        registry.command("^MODE").read(CdmaCommands::mode).test("^MODE: (0,2)");
        registry.command("+CRM")
                .set(CdmaCommands::setProtocol)
                .read((module, a) -> Reply.ok("+CRM: " + module.packet().rmProtocol()))
                .test("+CRM: (0-2)");
        registry.command("$QCMIP")
                .set(CdmaCommands::setMobileIp)
                .read((module, a) -> Reply.ok("$QCMIP: " + module.packet().mobileIp()))
                .test("$QCMIP: (0-2)");
        registry.command("+CMIP")
                .read((module, a) -> Reply.ok("+CMIP: " + address(module)))
                .test("");
        registry.command("+WS46")
                .set((module, a) ->
                        Reply.okIf(
                                a.numberIn(0, ALL_SYSTEMS, ALL_SYSTEMS),
                                CmeError.INVALID_PARAMETERS))
                .read((module, a) -> Reply.ok("+WS46: " + ALL_SYSTEMS))
                .test("+WS46: (" + ALL_SYSTEMS + ")");
        registry.command("+CBC").execute(battery()).test("+CBC: (0),(0-100)");
    }

    private static Behaviour battery() {
        return (module, arguments) -> Reply.ok("+CBC: 0,80");
    }

    private static Reply service(DualBandModule module, Arguments arguments) {
        return Reply.ok("+CAD: " + (module.registration().cell().isPresent() ? 1 : 0));
    }

    /// Service, domain, roaming, system (2 is CDMA), card.
    private static Reply system(DualBandModule module, Arguments arguments) {
        int card = module.sim().isReady() ? 1 : 0;
        return Reply.ok(
                module.registration().isHome()
                        ? "^SYSINFO:2,255,0,2," + card
                        : "^SYSINFO:0,255,0,0," + card);
    }

    private static Reply mode(DualBandModule module, Arguments arguments) {
        return Reply.ok("^MODE: " + (module.registration().isHome() ? 2 : 0));
    }

    /// Rm protocol: 0 asynchronous, 1 relay, 2 network layer; with Mobile IP it cannot be chosen.
    private static Reply setProtocol(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, 2)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        if (module.packet().mobileIp() != 0) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        module.packet().setRmProtocol(arguments.numberOr(0, 0));
        return Reply.ok();
    }

    private static Reply setMobileIp(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, 2)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        module.packet().setMobileIp(arguments.numberOr(0, 0));
        return Reply.ok();
    }

    private static String address(DualBandModule module) {
        return module.packet().isAttached() ? module.radio().address() : "0.0.0.0";
    }
}
