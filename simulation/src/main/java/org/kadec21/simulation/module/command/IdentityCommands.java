package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.AtHandler.Behaviour;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.List;

/// Who the module is: 3GPP TS 27.007 5.1 to 5.6, ITU-T V.250 6.1.3 to 6.1.9, TIA/EIA/IS-707.
public final class IdentityCommands implements CommandFamily {

    @Override
    public void addTo(CommandRegistry registry) {
        both(registry, "MI", (module, a) -> Reply.ok(module.profile().manufacturer()));
        both(registry, "MM", (module, a) -> Reply.ok(module.profile().model()));
        both(registry, "MR", (module, a) -> Reply.ok(module.profile().revision()));
        serialNumber(registry, "+CGSN");
        serialNumber(registry, "+GSN");
        registry.command("I").execute(IdentityCommands::information);
        registry.command("+GCAP").execute((module, a) -> Reply.ok("+GCAP: +CIS707-A")).test("");
        registry.command("+CLAC")
                .execute((module, a) ->
                        new Reply.Ok(registry.names().stream().map(name -> "AT" + name).toList()))
                .test("");
        registry.command("+CIMI").execute(IdentityCommands::imsi).test("");
    }

    /// The names of 27.007 (`+CGMI`) and of V.250 (`+GMI`).
    private static void both(CommandRegistry registry, String suffix, Behaviour behaviour) {
        List.of("+CG", "+G")
                .forEach(prefix -> registry.command(prefix + suffix).execute(behaviour).test(""));
    }

    /// Bare it is the MEID. `=0` asks for the ESN, `=1` for the MEID, where 27.007 5.4 has serial
    /// number and IMEI; `?` for both, labelled.
    private static void serialNumber(CommandRegistry registry, String name) {
        registry.command(name)
                .execute((module, a) -> Reply.ok(module.profile().serialNumber()))
                .set((module, a) -> chosenNumber(name, module.profile(), a))
                .read((module, a) ->
                        Reply.ok(
                                "ESN: " + module.profile().esn(),
                                "MEID: " + module.profile().serialNumber()))
                .test(name + ": (0,1)");
    }

    private static Reply chosenNumber(String name, ModuleProfile profile, Arguments arguments) {
        return switch (arguments.numberOr(0, -1)) {
            case 0 -> Reply.ok(name + ": " + profile.esn());
            case 1 -> Reply.ok(name + ": " + profile.serialNumber());
            default -> Reply.failed(CmeError.INVALID_PARAMETERS);
        };
    }

    private static Reply information(DualBandModule module, Arguments arguments) {
        ModuleProfile profile = module.profile();
        return Reply.ok(profile.manufacturer(), profile.model(), "Revision: " + profile.revision());
    }

    private static Reply imsi(DualBandModule module, Arguments arguments) {
        return module.sim().isReady()
                ? Reply.ok(module.sim().card().imsi())
                : module.sim().refusal();
    }
}
