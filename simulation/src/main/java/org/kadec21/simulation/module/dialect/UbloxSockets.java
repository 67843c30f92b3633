package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sockets as u-blox's SARA-R4 has them (AT manual UBX-17003787): created before they are
/// connected, a connect that blocks the port, `@` as the prompt, payloads in quotes.
public final class UbloxSockets implements SocketDialect {

    private static final int CONTEXT = 1;
    private static final int SOCKETS = 7;
    private static final int TCP = 6;
    private static final int MAX_TRANSFER = 1024;

    private final SortedSet<Integer> created = new TreeSet<>();

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+UAUTHREQ")
                .set((module, a) -> Reply.ok())
                .test("+UAUTHREQ: (1-16),(0-3),,");
        registry.command("+USOCR").set(this::create).test("+USOCR: (6),(1-65535)");
        registry.command("+USOCO").set(this::connect).test("+USOCO: (0-6),,(1-65535)");
        registry.command("+USOWR").set(UbloxSockets::write).test("+USOWR: (0-6),(0-1024)");
        registry.command("+USORD").set(UbloxSockets::read).test("+USORD: (0-6),(0-1024)");
        registry.command("+USOCL").set(this::close).test("+USOCL: (0-6)");
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.line().finish(Reply.ok());
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.line().finish(Reply.failed(CmeError.NOT_ALLOWED));
    }

    @Override
    public void received(DualBandModule module, ModuleSocket socket) {
        module.urc("+UUSORD: " + socket.id() + "," + socket.unread());
    }

    @Override
    public void unreadRemains(DualBandModule module, ModuleSocket socket) {
        received(module, socket);
    }

    @Override
    public void closed(DualBandModule module, ModuleSocket socket) {
        module.urc("+UUSOCL: " + socket.id());
    }

    @Override
    public void contextLost(DualBandModule module, int context) {
        module.urc("+UUPSDD: " + (context - 1));
    }

    @Override
    public void forget() {
        created.clear();
    }

    private Reply create(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, TCP, TCP)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        for (int id = 0; id < SOCKETS; id++) {
            if (created.add(id)) {
                return Reply.ok("+USOCR: " + id);
            }
        }
        return Reply.failed(CmeError.NOT_ALLOWED);
    }

    private Reply connect(DualBandModule module, Arguments arguments) {
        Optional<String> host = SocketArguments.host(arguments, 1);
        int id = arguments.numberOr(0, -1);
        if (!created.contains(id) || host.isEmpty() || !SocketArguments.isPort(arguments, 2)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        boolean inUse = module.sockets().socket(id).isPresent();
        if (inUse || !module.packet().isActive(CONTEXT)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        module.sockets().open(id, CONTEXT, host.get(), arguments.numberOr(2, 0), false);
        return new Reply.Pending();
    }

    /// Takes what there is room for and says how much: all or nothing here.
    private static Reply write(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = SocketArguments.connected(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 1, MAX_TRANSFER)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        int id = socket.get().id();
        return new Reply.Prompt(
                new PayloadEnd.Length(arguments.numberOr(1, 1)),
                "@",
                bytes -> {
                    boolean taken = module.sockets().send(socket.get(), bytes);
                    return Reply.ok("+USOWR: " + id + "," + (taken ? bytes.length : 0));
                });
    }

    /// Length 0 asks how much there is.
    private static Reply read(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = SocketArguments.socket(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 0, MAX_TRANSFER)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        int id = socket.get().id();
        int most = arguments.numberOr(1, 0);
        if (most == 0) {
            return Reply.ok("+USORD: " + id + "," + socket.get().unread());
        }
        byte[] bytes = module.sockets().read(socket.get(), most);
        String text = CommandInterpreter.text(bytes);
        return Reply.ok("+USORD: " + id + "," + bytes.length + ",\"" + text + "\"");
    }

    private Reply close(DualBandModule module, Arguments arguments) {
        int id = arguments.numberOr(0, -1);
        if (!created.remove(id)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        return module.pending(
                module.timings().close(),
                () -> {
                    module.sockets().close(id);
                    return Reply.ok();
                });
    }
}
