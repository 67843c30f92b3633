package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.time.Duration;
import java.util.Optional;

/// Sockets as Telit has them (IP Easy user guide), command mode: a connect that blocks the port,
/// `SRING`, an error for an empty read, and a bare `NO CARRIER` at the end.
public final class TelitSockets implements SocketDialect {

    private static final int CONTEXT = 1;
    private static final int SOCKETS = 6;
    private static final int MAX_TRANSFER = 1500;

    /// How often a full buffer is looked at.
    private static final Duration FULL_BUFFER = Duration.ofMillis(250);

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("#SCFG")
                .set((module, a) -> Reply.okIf(isSocket(a), CmeError.INVALID_PARAMETERS))
                .test("#SCFG: (1-6),(1-5),(0-1500),(0-65535),(10-1200),(0-255)");
        registry.command("#SCFGEXT")
                .set((module, a) -> Reply.okIf(isSocket(a), CmeError.INVALID_PARAMETERS))
                .test("#SCFGEXT: (1-6),(0),(0),(0-240),(0),(0)");
        registry.command("#SGACT")
                .set(TelitSockets::activate)
                .read((module, a) ->
                        Reply.ok("#SGACT: 1," + (module.packet().isActive(CONTEXT) ? 1 : 0)))
                .test("#SGACT: (1),(0,1)");
        registry.command("#SD").set(TelitSockets::dial).test("#SD: (1-6),(0),(1-65535),,,,(1)");
        registry.command("#SSENDEXT").set(TelitSockets::send).test("#SSENDEXT: (1-6),(1-1500)");
        registry.command("#SRECV").set(TelitSockets::receive).test("#SRECV: (1-6),(1-1500)");
        registry.command("#SS").set(TelitSockets::status).test("#SS: (1-6)");
        registry.command("#SH").set(TelitSockets::shutDown).test("#SH: (1-6)");
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.line().finish(Reply.ok());
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.line().finish(new Reply.CallEnded(CallResult.NO_CARRIER));
    }

    @Override
    public void received(DualBandModule module, ModuleSocket socket) {
        module.urc("SRING: " + socket.id());
    }

    @Override
    public void closed(DualBandModule module, ModuleSocket socket) {
        module.urc("NO CARRIER");
    }

    @Override
    public void contextLost(DualBandModule module, int context) {
        module.urc("NO CARRIER");
    }

    private static Reply activate(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, CONTEXT, CONTEXT) || !arguments.numberIn(1, 0, 1)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        if (arguments.numberOr(1, 0) == 0) {
            return module.packet().deactivate(CONTEXT);
        }
        return module.packet().isActive(CONTEXT)
                ? Reply.failed(CmeError.CONTEXT_ALREADY_ACTIVE)
                : module.packet()
                        .activate(CONTEXT, () -> Reply.ok("#SGACT: " + module.radio().address()));
    }

    /// `#SD=<socket>,0,<port>,<host>,<closure>,<local port>,1`.
    private static Reply dial(DualBandModule module, Arguments arguments) {
        Optional<String> host = SocketArguments.host(arguments, 3);
        boolean command = arguments.numberIn(1, 0, 0) && arguments.numberIn(6, 1, 1);
        if (!isSocket(arguments)
                || !command
                || host.isEmpty()
                || !SocketArguments.isPort(arguments, 2)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        int id = arguments.numberOr(0, 1);
        boolean inUse = module.sockets().socket(id).isPresent();
        if (inUse || !module.packet().isActive(CONTEXT)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        module.sockets().open(id, CONTEXT, host.get(), arguments.numberOr(2, 0), false);
        return new Reply.Pending();
    }

    private static Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = SocketArguments.connected(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 1, MAX_TRANSFER)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        return new Reply.Prompt(
                new PayloadEnd.Length(arguments.numberOr(1, 1)),
                bytes -> offer(module, socket.get(), bytes));
    }

    /// Keeps the port busy until the send buffer has room.
    private static Reply offer(DualBandModule module, ModuleSocket socket, byte[] bytes) {
        if (socket.state() != ModuleSocket.State.CONNECTED) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        return module.sockets().send(socket, bytes)
                ? Reply.ok()
                : module.pending(FULL_BUFFER, () -> offer(module, socket, bytes));
    }

    private static Reply receive(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = SocketArguments.socket(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 1, MAX_TRANSFER)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        byte[] bytes = module.sockets().read(socket.get(), arguments.numberOr(1, 1));
        String header = "#SRECV: " + socket.get().id() + "," + bytes.length + "\r\n";
        return bytes.length == 0
                ? Reply.failed(CmeError.ACTIVATION_FAILED)
                : Reply.ok(header + CommandInterpreter.text(bytes));
    }

    /// 0 closed, 2 open without data, 3 with data.
    private static Reply status(DualBandModule module, Arguments arguments) {
        if (!isSocket(arguments)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        int state =
                SocketArguments.connected(module, arguments)
                        .map(socket -> socket.unread() > 0 ? 3 : 2)
                        .orElse(0);
        return Reply.ok("#SS: " + arguments.numberOr(0, 1) + "," + state);
    }

    private static Reply shutDown(DualBandModule module, Arguments arguments) {
        if (!isSocket(arguments)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        module.sockets().close(arguments.numberOr(0, 1));
        return Reply.ok();
    }

    private static boolean isSocket(Arguments arguments) {
        return arguments.numberIn(0, 1, SOCKETS);
    }
}
