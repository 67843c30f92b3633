package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.Calls;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.function.Consumer;

/// Calls: ITU-T V.250 6.3, 3GPP TS 27.007 6.5 (`+CHUP`), 7.6 (`+CLIP`), 6.11 (`+CRC`), 8.1
/// (`+CPAS`), ITU-T T.31 8.2 (`+FCLASS`, data only).
public final class CallCommands implements CommandFamily {

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("D").execute((module, a) -> module.calls().dial(a.joined()));
        registry.command("O").execute(CallCommands::online);
        registry.command("H").execute(CallCommands::hook);
        registry.command("A").execute((module, a) -> module.incoming().answer());
        registry.command("T").execute((module, a) -> Reply.ok());
        registry.command("P").execute((module, a) -> Reply.ok());
        registry.command("+CHUP").execute((module, a) -> module.calls().hangUp()).test("");
        registry.command("+CPAS")
                .execute((module, a) -> Reply.ok("+CPAS: " + activity(module)))
                .test("+CPAS: (0,3,4)");
        registry.command("+CLIP")
                .set((module, a) -> setting(a, on -> module.incoming().showCaller(on)))
                .read((module, a) ->
                        Reply.ok("+CLIP: " + (module.incoming().showsCaller() ? "1,1" : "0,1")))
                .test("+CLIP: (0,1)");
        registry.command("+CRC")
                .set((module, a) -> setting(a, on -> module.incoming().showKind(on)))
                .read((module, a) ->
                        Reply.ok("+CRC: " + (module.incoming().showsKind() ? "1" : "0")))
                .test("+CRC: (0,1)");
        registry.command("+FCLASS")
                .set((module, a) -> Reply.okIf(a.numberOr(0, -1) == 0, CmeError.INVALID_PARAMETERS))
                .read((module, a) -> Reply.ok("0"))
                .test("(0)");
    }

    /// 0 ready, 3 ringing, 4 a call.
    private static int activity(DualBandModule module) {
        int quiet = module.incoming().isRinging() ? 3 : 0;
        return module.calls().state() == Calls.State.NONE ? quiet : 4;
    }

    /// 0 or 1; nothing means 0.
    private static Reply setting(Arguments arguments, Consumer<Boolean> set) {
        int value = arguments.numberOr(0, 0);
        if (value != 0 && value != 1) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        set.accept(value == 1);
        return Reply.ok();
    }

    private static Reply online(DualBandModule module, Arguments arguments) {
        if (arguments.numberOr(0, 0) != 0) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return module.direct()
                .held()
                .map(module.direct()::online)
                .orElseGet(module.calls()::resume);
    }

    /// Off-hook (`H1`) is a thing of telephone lines.
    private static Reply hook(DualBandModule module, Arguments arguments) {
        return arguments.numberOr(0, 0) == 0
                ? module.calls().hangUp()
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }
}
