package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.command.PacketCommands;
import org.kadec21.simulation.module.command.PowerCommands;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.Access;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.core.PacketService;
import org.kadec21.simulation.module.core.SocketTable;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// TCP sockets by AT as Quectel has them (TCP/IP application note of the BG96 family).
public final class QuectelSockets extends VendorSockets {

    public QuectelSockets() {
        super("quectel");
    }

    @Override
    public void addTo(CommandRegistry registry) {
        addPowerOff(registry).set(PowerCommands::powerDown);
        PacketCommands.addQuectel(registry);
        pack.add(registry, "open").set(this::open);
        pack.add(registry, "send").set(this::send);
        pack.add(registry, "read").set(this::read);
        pack.add(registry, "close").set(this::close);
        pack.add(registry, "switch").set(this::switchAccess);
        new QuectelReports(pack).addTo(registry);
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        if (socket.access() == Access.DIRECT) {
            module.line().finish(module.direct().online(socket));
        } else {
            module.urc("+QIOPEN: " + socket.id() + ",0");
        }
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        if (socket.access() == Access.DIRECT) {
            module.line().finish(Reply.failed(connectFailure()));
        } else {
            module.urc("+QIOPEN: " + socket.id() + "," + connectFailure().code());
        }
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
    /// `+QIOPEN: id,err` later; in transparent mode CONNECT or an error later, and nothing now.
    private Reply open(DualBandModule module, Arguments arguments) {
        SocketTable sockets = module.sockets();
        Optional<String> host = pack.host(arguments, 3);
        Optional<Access> access = access(arguments.numberOr(6, Access.BUFFERED.number()));
        if (!arguments.numberIn(0, 1, PacketService.MAX_CONTEXT)
                || !arguments.numberIn(1, pack.firstId(), pack.lastId())
                || host.isEmpty()
                || !pack.isPort(arguments, 4)) {
            return fail(module, "parameters");
        }
        if (!arguments.text(2).orElse("").toUpperCase(Locale.ROOT).equals("TCP")
                || access.isEmpty()) {
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
        sockets.open(id, context, host.get(), arguments.numberOr(4, 0), access.get());
        return access.get() == Access.DIRECT ? new Reply.Pending() : Reply.ok();
    }

    private static Optional<Access> access(int number) {
        return Arrays.stream(Access.values())
                .filter(access -> access.number() == number)
                .findFirst();
    }

    /// `+QISWTMD=<id>,<access mode>`: what was received meanwhile comes in the new way.
    private Reply switchAccess(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.connected(module, arguments);
        Optional<Access> access = access(arguments.numberOr(1, -1));
        if (socket.isEmpty() || access.isEmpty()) {
            return fail(module, socket.isEmpty() ? "closed" : "parameters");
        }
        if (access.get() == Access.DIRECT) {
            return module.direct().online(socket.get());
        }
        socket.get().use(access.get());
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
        if (most < 0 || most > pack.most("read") || socket.access() == Access.PUSHED) {
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

    /// Remembers the cause for `+QIGETERROR` and answers with it.
    private Reply fail(DualBandModule module, String cause) {
        return module.sockets().fail(pack.error(cause));
    }
}
