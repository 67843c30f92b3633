package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.PacketService.Context;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.Map;

/// Contexts in 3GPP's own words: 3GPP TS 27.007 10.1.10 (`+CGACT`), 10.1.14 (`+CGPADDR`).
public final class ContextCommands implements CommandFamily {

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CGACT")
                .set(ContextCommands::activate)
                .read(ContextCommands::states)
                .test("+CGACT: (0,1)");
        registry.command("+CGPADDR")
                .execute(ContextCommands::addresses)
                .set(ContextCommands::address)
                .test(ContextCommands::defined);
    }

    /// `+CGACT=<state>[,<cid>]`; without a number context 1.
    private static Reply activate(DualBandModule module, Arguments arguments) {
        int id = arguments.numberOr(1, 1);
        boolean known = module.packet().context(id).isPresent();
        if (!arguments.numberIn(0, 0, 1) || !known) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return arguments.numberOr(0, 0) == 1
                ? module.packet().activate(id)
                : module.packet().deactivate(id);
    }

    private static Reply states(DualBandModule module, Arguments arguments) {
        return new Reply.Ok(
                module.packet().contexts().entrySet().stream()
                        .map(entry ->
                                "+CGACT: "
                                        + entry.getKey()
                                        + ","
                                        + (entry.getValue().active() ? 1 : 0))
                        .toList());
    }

    private static Reply addresses(DualBandModule module, Arguments arguments) {
        return new Reply.Ok(
                module.packet().contexts().entrySet().stream()
                        .map(entry -> line(module, entry))
                        .toList());
    }

    private static Reply address(DualBandModule module, Arguments arguments) {
        int id = arguments.numberOr(0, -1);
        return module.packet()
                .context(id)
                .map(context -> Reply.ok(line(module, Map.entry(id, context))))
                .orElseGet(() -> Reply.failed(CmeError.INVALID_PARAMETERS));
    }

    private static Reply defined(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                "+CGPADDR: ("
                        + String.join(
                                ",",
                                module.packet().contexts().keySet().stream()
                                        .map(String::valueOf)
                                        .toList())
                        + ")");
    }

    private static String line(DualBandModule module, Map.Entry<Integer, Context> entry) {
        String address = entry.getValue().active() ? module.radio().address() : "";
        return "+CGPADDR: " + entry.getKey() + ",\"" + address + "\"";
    }
}
