package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.command.PacketCommands;
import org.kadec21.simulation.module.command.PowerCommands;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.core.PacketService;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.core.SocketTable;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.ErrorCause;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.util.Locale;
import java.util.Optional;

/// TCP sockets by AT as Quectel has them (TCP/IP application note of the BG96 family).
public final class QuectelSockets implements SocketDialect {

    private static final int LOCAL_PORTS = 5000;
    private static final int BUFFERED = 0;
    private static final int DIRECT_PUSH = 1;

    private final SocketPack pack = new SocketPack("quectel");

    @Override
    public void addTo(CommandRegistry registry) {
        pack.add(registry, "power-off")
                .execute(PowerCommands::powerDown)
                .set(PowerCommands::powerDown);
        PacketCommands.addQuectel(registry);
        pack.add(registry, "open").set(this::open);
        pack.add(registry, "send").set(this::send);
        pack.add(registry, "read").set(this::read);
        pack.add(registry, "close").set(this::close);
        pack.add(registry, "state").read(this::states).set(this::stateOf);
        pack.add(registry, "last-error").execute(this::lastError);
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.urc("+QIOPEN: " + socket.id() + ",0");
    }

    @Override
    public Optional<String> farewell() {
        return pack.farewell();
    }

    @Override
    public ErrorCause connectFailure() {
        return pack.error("connect-failed");
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.urc("+QIOPEN: " + socket.id() + "," + connectFailure().code());
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
    private Reply open(DualBandModule module, Arguments arguments) {
        SocketTable sockets = module.sockets();
        Optional<String> host = pack.host(arguments, 3);
        int mode = arguments.numberOr(6, BUFFERED);
        if (!arguments.numberIn(0, 1, PacketService.MAX_CONTEXT)
                || !arguments.numberIn(1, pack.firstId(), pack.lastId())
                || host.isEmpty()
                || !pack.isPort(arguments, 4)) {
            return fail(module, "parameters");
        }
        if (!arguments.text(2).orElse("").toUpperCase(Locale.ROOT).equals("TCP")
                || (mode != BUFFERED && mode != DIRECT_PUSH)) {
            return fail(module, "unsupported");
        }
        int id = arguments.numberOr(1, 0);
        if (sockets.socket(id).isPresent()) {
            return fail(module, "in-use");
        }
        int context = arguments.numberOr(0, 1);
        if (!module.packet().isActive(context)) {
            return fail(module, "context-down");
        }
        sockets.open(id, context, host.get(), arguments.numberOr(4, 0), mode == DIRECT_PUSH);
        return Reply.ok();
    }

    /// `+QISEND=<id>[,<length>]`: a prompt, then exactly so many bytes (or up to Ctrl-Z); length 0
    /// asks what has been sent.
    private Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> found = pack.socket(module, arguments);
        if (found.isEmpty()) {
            return fail(module, "closed");
        }
        ModuleSocket socket = found.get();
        if (arguments.count() == 2 && arguments.numberOr(1, -1) == 0) {
            long sent = socket.sentTotal();
            long delivered = socket.deliveredTotal();
            return Reply.ok("+QISEND: " + sent + "," + delivered + "," + (sent - delivered));
        }
        if (arguments.count() > 1 && !arguments.numberIn(1, 1, pack.most("send"))) {
            return fail(module, "parameters");
        }
        if (socket.state() != State.CONNECTED) {
            return fail(module, "closed");
        }
        PayloadEnd end =
                arguments.count() == 1
                        ? new PayloadEnd.CtrlZ()
                        : new PayloadEnd.Length(arguments.numberOr(1, 1));
        return new Reply.Prompt(
                end,
                pack.prompt(),
                bytes ->
                        new Reply.Verdict(
                                module.sockets().send(socket, bytes) ? "SEND OK" : "SEND FAIL"));
    }

    /// `+QIRD=<id>[,<length>]`: the announced number of bytes follows; length 0 asks what was
    /// received and read.
    private Reply read(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> found = pack.socket(module, arguments);
        int most = arguments.numberOr(1, pack.most("read"));
        if (found.isEmpty()) {
            return fail(module, "closed");
        }
        ModuleSocket socket = found.get();
        if (most < 0 || most > pack.most("read") || socket.isPushing()) {
            return fail(module, "parameters");
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
    private Reply close(DualBandModule module, Arguments arguments) {
        if (!pack.isSocket(arguments)) {
            return fail(module, "parameters");
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

    private Reply states(DualBandModule module, Arguments arguments) {
        return new Reply.Ok(
                module.sockets().all().values().stream().map(QuectelSockets::state).toList());
    }

    /// `+QISTATE=0,<context>` or `+QISTATE=1,<id>`.
    private Reply stateOf(DualBandModule module, Arguments arguments) {
        int kind = arguments.numberOr(0, -1);
        int number = arguments.numberOr(1, -1);
        if (kind != 0 && kind != 1) {
            return fail(module, "parameters");
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

    private Reply lastError(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                module.sockets()
                        .lastError()
                        .map(e -> "+QIGETERROR: " + e.code() + "," + e.text())
                        .orElse("+QIGETERROR: 0,operate successfully"));
    }

    /// Remembers the cause for `+QIGETERROR` and answers with it.
    private Reply fail(DualBandModule module, String cause) {
        return module.sockets().fail(pack.error(cause));
    }
}
