package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.Reply;

/// What Quectel's sockets tell about themselves: `+QISTATE` and `+QIGETERROR`.
final class QuectelReports implements CommandFamily {

    private static final int LOCAL_PORTS = 5000;

    private final SocketPack pack;

    QuectelReports(SocketPack pack) {
        this.pack = pack;
    }

    @Override
    public void addTo(CommandRegistry registry) {
        pack.add(registry, "state").read(QuectelReports::states).set(this::stateOf);
        pack.add(registry, "last-error").execute(QuectelReports::lastError);
    }

    private static Reply states(DualBandModule module, Arguments arguments) {
        return new Reply.Ok(
                module.sockets().all().values().stream().map(QuectelReports::state).toList());
    }

    /// `+QISTATE=0,<context>` or `+QISTATE=1,<id>`.
    private Reply stateOf(DualBandModule module, Arguments arguments) {
        int kind = arguments.numberOr(0, -1);
        int number = arguments.numberOr(1, -1);
        if (kind != 0 && kind != 1) {
            return module.sockets().fail(pack.error("parameters"));
        }
        return new Reply.Ok(
                module.sockets().all().values().stream()
                        .filter(s -> (kind == 0 ? s.context() : s.id()) == number)
                        .map(QuectelReports::state)
                        .toList());
    }

    private static String state(ModuleSocket socket) {
        return "+QISTATE: %d,\"TCP\",\"%s\",%d,%d,%d,%d,0,%d,\"uart1\""
                .formatted(
                        socket.id(),
                        socket.host(),
                        socket.port(),
                        LOCAL_PORTS + socket.id(),
                        socket.state().number(),
                        socket.context(),
                        socket.access().number());
    }

    private static Reply lastError(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                module.sockets()
                        .lastError()
                        .map(e -> "+QIGETERROR: " + e.code() + "," + e.text())
                        .orElse("+QIGETERROR: 0,operate successfully"));
    }
}
