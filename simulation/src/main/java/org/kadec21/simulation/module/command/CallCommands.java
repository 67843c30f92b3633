package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

/// Calls: ITU-T V.250 6.3, 3GPP TS 27.007 6.5 (`+CHUP`), ITU-T T.31 8.2 (`+FCLASS`, data only).
public final class CallCommands implements CommandFamily {

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("D").execute((module, a) -> module.calls().dial(a.joined()));
        registry.command("O").execute(CallCommands::online);
        registry.command("H").execute(CallCommands::hook);
        registry.command("A").execute((module, a) -> new Reply.CallEnded(CallResult.NO_CARRIER));
        registry.command("T").execute((module, a) -> Reply.ok());
        registry.command("P").execute((module, a) -> Reply.ok());
        registry.command("+CHUP").execute((module, a) -> module.calls().hangUp()).test("");
        registry.command("+FCLASS")
                .set((module, a) -> Reply.okIf(a.numberOr(0, -1) == 0, CmeError.INVALID_PARAMETERS))
                .read((module, a) -> Reply.ok("0"))
                .test("(0)");
    }

    private static Reply online(DualBandModule module, Arguments arguments) {
        return arguments.numberOr(0, 0) == 0
                ? module.calls().resume()
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    /// Off-hook (`H1`) is a thing of telephone lines.
    private static Reply hook(DualBandModule module, Arguments arguments) {
        return arguments.numberOr(0, 0) == 0
                ? module.calls().hangUp()
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }
}
