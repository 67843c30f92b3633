package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.Access;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;

import java.util.Optional;

/// Sockets as Telit has them (IP Easy user guide): a connect that blocks the port, in command mode
/// `SRING` and an error for an empty read, and a bare `NO CARRIER` at the end.
public final class TelitSockets extends VendorSockets {

    private static final int CONTEXT = 1;

    /// Modes of `#SD`.
    private static final int ONLINE = 0;

    private static final int COMMAND = 1;

    /// `#SCFG`: taken and told, without effect.
    private final NumberSettings configuration = NumberSettings.ofSockets(pack, "configure");

    /// `#SCFGEXT`, of which the first number is the `srMode`.
    private final NumberSettings announcement = NumberSettings.ofSockets(pack, "announce");

    /// `srMode` of `#SCFGEXT`: what stands in an `SRING` behind the socket.
    private enum Ring {
        BARE,
        LENGTH,
        DATA
    }

    public TelitSockets() {
        super("telit");
    }

    @Override
    public void addTo(CommandRegistry registry) {
        addPowerOff(registry);
        configuration.addTo(registry);
        announcement.addTo(registry);
        pack.add(registry, "activate")
                .set(this::activate)
                .read((module, a) ->
                        Reply.ok("#SGACT: 1," + (module.packet().isActive(CONTEXT) ? 1 : 0)));
        pack.add(registry, "open").set(this::dial);
        pack.add(registry, "send").set(this::send);
        pack.add(registry, "read").set(this::receive);
        pack.add(registry, "resume").set(this::resume);
        pack.add(registry, "close").set(this::shutDown);
        new TelitReports(pack).addTo(registry);
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.line()
                .finish(
                        socket.access() == Access.DIRECT
                                ? module.direct().online(socket)
                                : Reply.ok());
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.line().finish(new Reply.CallEnded(CallResult.NO_CARRIER));
    }

    @Override
    public void received(DualBandModule module, ModuleSocket socket) {
        String ring = "SRING: " + socket.id();
        switch (Ring.values()[announcement.of(socket.id(), 0)]) {
            case BARE -> module.urc(ring);
            case LENGTH -> module.urc(ring + "," + socket.unread());
            case DATA -> {
                while (socket.unread() > 0) {
                    byte[] bytes = module.sockets().read(socket, pack.most("read"));
                    String data = CommandInterpreter.text(bytes);
                    module.urc(ring + "," + bytes.length + "," + data);
                }
            }
        }
    }

    @Override
    public void closed(DualBandModule module, ModuleSocket socket) {
        module.urc("NO CARRIER");
    }

    @Override
    public void contextLost(DualBandModule module, int context) {
        module.urc("NO CARRIER");
    }

    private Reply activate(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, CONTEXT, CONTEXT) || !arguments.numberIn(1, 0, 1)) {
            return pack.failed("parameters");
        }
        if (arguments.numberOr(1, 0) == 0) {
            return module.packet().deactivate(CONTEXT);
        }
        return module.packet().isActive(CONTEXT)
                ? pack.failed("already-active")
                : module.packet()
                        .activate(CONTEXT, () -> Reply.ok("#SGACT: " + module.radio().address()));
    }

    /// `#SD=<socket>,0,<port>,<host>[,<closure>[,<local port>[,<mode>]]]`: mode 1 ends in OK, 0 in
    /// CONNECT and the socket's bytes.
    private Reply dial(DualBandModule module, Arguments arguments) {
        Optional<String> host = pack.host(arguments, 3);
        int mode = arguments.numberOr(6, ONLINE);
        boolean tcp = arguments.numberIn(1, 0, 0) && (mode == ONLINE || mode == COMMAND);
        if (!pack.isSocket(arguments) || !tcp || host.isEmpty() || !pack.isPort(arguments, 2)) {
            return pack.failed("parameters");
        }
        int id = arguments.numberOr(0, 1);
        boolean inUse = module.sockets().socket(id).filter(socket -> !socket.isSpent()).isPresent();
        if (inUse || !module.packet().isActive(CONTEXT)) {
            return pack.failed("not-allowed");
        }
        module.sockets().close(id);
        module.sockets()
                .open(
                        id,
                        CONTEXT,
                        host.get(),
                        arguments.numberOr(2, 0),
                        mode == ONLINE ? Access.DIRECT : Access.BUFFERED);
        return new Reply.Pending();
    }

    /// `#SO=<socket>`: back to its bytes.
    private Reply resume(DualBandModule module, Arguments arguments) {
        return pack.connected(module, arguments)
                .map(module.direct()::online)
                .orElseGet(() -> new Reply.CallEnded(CallResult.NO_CARRIER));
    }

    private Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.connected(module, arguments);
        return payload(socket, arguments, bytes -> offer(module, socket.orElseThrow(), bytes));
    }

    private Reply receive(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.socket(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 1, pack.most("read"))) {
            return pack.failed("not-allowed");
        }
        byte[] bytes = module.sockets().read(socket.get(), arguments.numberOr(1, 1));
        String header = "#SRECV: " + socket.get().id() + "," + bytes.length + "\r\n";
        return bytes.length == 0
                ? pack.failed("empty")
                : Reply.ok(header + CommandInterpreter.text(bytes));
    }

    private Reply shutDown(DualBandModule module, Arguments arguments) {
        if (!pack.isSocket(arguments)) {
            return pack.failed("parameters");
        }
        module.sockets().close(arguments.numberOr(0, 1));
        return Reply.ok();
    }
}
