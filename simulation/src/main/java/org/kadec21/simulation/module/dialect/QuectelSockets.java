package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.command.PacketCommands;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.core.PacketService;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.core.SocketTable;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.util.Locale;
import java.util.Optional;

/// TCP sockets by AT as Quectel has them (TCP/IP application note of the BG96 family).
public final class QuectelSockets implements SocketDialect {

    /// Bytes of one `+QISEND`.
    public static final int MAX_SEND = 1460;

    /// Bytes of one `+QIRD`.
    public static final int MAX_READ = 1500;

    private static final int MAX_HOST = 150;
    private static final int LOCAL_PORTS = 5000;
    private static final int BUFFERED = 0;
    private static final int DIRECT_PUSH = 1;

    @Override
    public void addTo(CommandRegistry registry) {
        PacketCommands.addQuectel(registry);
        registry.command("+QIOPEN")
                .set(QuectelSockets::open)
                .test("+QIOPEN: (1-16),(0-11),\"TCP\",,(1-65535),(0),(0,1)");
        registry.command("+QISEND").set(QuectelSockets::send).test("+QISEND: (0-11),(0-1460)");
        registry.command("+QIRD").set(QuectelSockets::read).test("+QIRD: (0-11),(0-1500)");
        registry.command("+QICLOSE").set(QuectelSockets::close).test("+QICLOSE: (0-11),(0-65535)");
        registry.command("+QISTATE")
                .read(QuectelSockets::states)
                .set(QuectelSockets::stateOf)
                .test("");
        registry.command("+QIGETERROR").execute(QuectelSockets::lastError).test("");
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.urc("+QIOPEN: " + socket.id() + ",0");
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.urc("+QIOPEN: " + socket.id() + "," + CmeError.SOCKET_CONNECT_FAILED.code());
    }

    @Override
    public void received(DualBandModule module, ModuleSocket socket) {
        module.urc("+QIURC: \"recv\"," + socket.id());
    }

    @Override
    public void closed(DualBandModule module, ModuleSocket socket) {
        module.urc("+QIURC: \"closed\"," + socket.id());
    }

    @Override
    public void contextLost(DualBandModule module, int context) {
        module.urc("+QIURC: \"pdpdeact\"," + context);
    }

    /// `+QIOPEN=<context>,<id>,"TCP",<host>,<port>[,<local port>[,<access mode>]]`: OK now,
    /// `+QIOPEN: id,err` later.
    private static Reply open(DualBandModule module, Arguments arguments) {
        SocketTable sockets = module.sockets();
        String host = arguments.text(3).orElse("");
        int mode = arguments.numberOr(6, BUFFERED);
        if (!arguments.numberIn(0, 1, PacketService.MAX_CONTEXT)
                || !arguments.numberIn(1, 0, SocketTable.MAX_ID)
                || host.isEmpty()
                || host.length() > MAX_HOST
                || !arguments.numberIn(4, 1, 65_535)) {
            return sockets.fail(CmeError.SOCKET_PARAMETERS);
        }
        if (!arguments.text(2).orElse("").toUpperCase(Locale.ROOT).equals("TCP")
                || (mode != BUFFERED && mode != DIRECT_PUSH)) {
            return sockets.fail(CmeError.SOCKET_UNSUPPORTED);
        }
        int id = arguments.numberOr(1, 0);
        if (sockets.socket(id).isPresent()) {
            return sockets.fail(CmeError.SOCKET_IN_USE);
        }
        int context = arguments.numberOr(0, 1);
        if (!module.packet().isActive(context)) {
            return sockets.fail(CmeError.PDP_BROKEN);
        }
        sockets.open(id, context, host, arguments.numberOr(4, 0), mode == DIRECT_PUSH);
        return Reply.ok();
    }

    /// `+QISEND=<id>[,<length>]`: a prompt, then exactly so many bytes (or up to Ctrl-Z); length 0
    /// asks what has been sent.
    private static Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> found = named(module, arguments);
        if (found.isEmpty()) {
            return module.sockets().fail(CmeError.SOCKET_CLOSED);
        }
        ModuleSocket socket = found.get();
        if (arguments.count() == 2 && arguments.numberOr(1, -1) == 0) {
            long sent = socket.sentTotal();
            long delivered = socket.deliveredTotal();
            return Reply.ok("+QISEND: " + sent + "," + delivered + "," + (sent - delivered));
        }
        if (arguments.count() > 1 && !arguments.numberIn(1, 1, MAX_SEND)) {
            return module.sockets().fail(CmeError.SOCKET_PARAMETERS);
        }
        if (socket.state() != State.CONNECTED) {
            return module.sockets().fail(CmeError.SOCKET_CLOSED);
        }
        PayloadEnd end =
                arguments.count() == 1
                        ? new PayloadEnd.CtrlZ()
                        : new PayloadEnd.Length(arguments.numberOr(1, MAX_SEND));
        return new Reply.Prompt(
                end,
                bytes ->
                        new Reply.Verdict(
                                module.sockets().send(socket, bytes) ? "SEND OK" : "SEND FAIL"));
    }

    /// `+QIRD=<id>[,<length>]`: the announced number of bytes follows; length 0 asks what was
    /// received and read.
    private static Reply read(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> found = named(module, arguments);
        int most = arguments.numberOr(1, MAX_READ);
        if (found.isEmpty()) {
            return module.sockets().fail(CmeError.SOCKET_CLOSED);
        }
        ModuleSocket socket = found.get();
        if (most < 0 || most > MAX_READ || socket.isPushing()) {
            return module.sockets().fail(CmeError.SOCKET_PARAMETERS);
        }
        if (most == 0) {
            long total = socket.receivedTotal();
            int unread = socket.unread();
            return Reply.ok("+QIRD: " + total + "," + (total - unread) + "," + unread);
        }
        byte[] bytes = module.sockets().read(socket, most);
        String header = "+QIRD: " + bytes.length;
        return Reply.ok(
                bytes.length == 0 ? header : header + "\r\n" + CommandInterpreter.text(bytes));
    }

    /// Keeps the port busy while the connection ends; a socket that is not open is closed already.
    private static Reply close(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, SocketTable.MAX_ID)) {
            return module.sockets().fail(CmeError.SOCKET_PARAMETERS);
        }
        int id = arguments.numberOr(0, 0);
        if (module.sockets().socket(id).isEmpty()) {
            return Reply.ok();
        }
        return module.pending(
                module.timings().close(),
                () -> {
                    module.sockets().close(id);
                    return Reply.ok();
                });
    }

    private static Reply states(DualBandModule module, Arguments arguments) {
        return new Reply.Ok(
                module.sockets().all().values().stream().map(QuectelSockets::state).toList());
    }

    /// `+QISTATE=0,<context>` or `+QISTATE=1,<id>`.
    private static Reply stateOf(DualBandModule module, Arguments arguments) {
        int kind = arguments.numberOr(0, -1);
        int number = arguments.numberOr(1, -1);
        if (kind != 0 && kind != 1) {
            return module.sockets().fail(CmeError.SOCKET_PARAMETERS);
        }
        return new Reply.Ok(
                module.sockets().all().values().stream()
                        .filter(s -> (kind == 0 ? s.context() : s.id()) == number)
                        .map(QuectelSockets::state)
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
                        socket.isPushing() ? DIRECT_PUSH : BUFFERED);
    }

    private static Reply lastError(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                module.sockets()
                        .lastError()
                        .map(e -> "+QIGETERROR: " + e.code() + "," + e.text())
                        .orElse("+QIGETERROR: 0,operate successfully"));
    }

    private static Optional<ModuleSocket> named(DualBandModule module, Arguments arguments) {
        return arguments.numberIn(0, 0, SocketTable.MAX_ID)
                ? module.sockets().socket(arguments.numberOr(0, 0))
                : Optional.empty();
    }
}
