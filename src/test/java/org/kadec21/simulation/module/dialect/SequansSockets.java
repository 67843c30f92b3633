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

/// The example of a fifth dialect in `docs/dialects.md`.
public final class SequansSockets extends VendorSockets {

    private static final int CONTEXT = 1;

    public SequansSockets() {
        super("sequans");
    }

    @Override
    public void addTo(CommandRegistry registry) {
        addPowerOff(registry);
        pack.add(registry, "configure").set((module, arguments) -> Reply.ok());
        pack.add(registry, "announce").set((module, arguments) -> Reply.ok());
        pack.add(registry, "open").set(this::dial);
        pack.add(registry, "send").set(this::send);
        pack.add(registry, "read").set(this::read);
        pack.add(registry, "close").set(this::close);
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
        module.urc("+SQNSRING: " + socket.id() + "," + socket.unread());
    }

    @Override
    public void closed(DualBandModule module, ModuleSocket socket) {
        module.urc("+SQNSH: " + socket.id());
    }

    @Override
    public void contextLost(DualBandModule module, int context) {
        module.sockets().all().keySet().forEach(id -> module.urc("+SQNSH: " + id));
    }

    /// `+SQNSD=<socket>,0,<port>,<host>,0,0,1` keeps the port busy until connected.
    private Reply dial(DualBandModule module, Arguments arguments) {
        Optional<String> host = pack.host(arguments, 3);
        if (!pack.isSocket(arguments) || host.isEmpty() || !pack.isPort(arguments, 2)) {
            return pack.failed("parameters");
        }
        int id = arguments.numberOr(0, 1);
        boolean inUse = module.sockets().socket(id).isPresent();
        if (inUse || !module.packet().isActive(CONTEXT)) {
            return pack.failed("not-allowed");
        }
        int port = arguments.numberOr(2, 0);
        module.sockets().open(id, CONTEXT, host.get(), port, Access.BUFFERED);
        return new Reply.Pending();
    }

    private Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.connected(module, arguments);
        return payload(socket, arguments, bytes -> offer(module, socket.orElseThrow(), bytes));
    }

    private Reply read(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.socket(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 1, pack.most("read"))) {
            return pack.failed("not-allowed");
        }
        byte[] bytes = module.sockets().read(socket.get(), arguments.numberOr(1, 1));
        String header = "+SQNSRECV: " + socket.get().id() + "," + bytes.length;
        return Reply.ok(
                bytes.length == 0 ? header : header + "\r\n" + CommandInterpreter.text(bytes));
    }

    private Reply close(DualBandModule module, Arguments arguments) {
        module.sockets().close(arguments.numberOr(0, 0));
        return Reply.ok();
    }
}
