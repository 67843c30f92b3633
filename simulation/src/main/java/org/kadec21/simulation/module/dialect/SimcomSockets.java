package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Reply.PayloadEnd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sockets as SIMCom's SIM7600 has them (TCP/IP application note): results behind the OK, manual
/// receive, URCs with the prefix of replies.
public final class SimcomSockets implements SocketDialect {

    private static final int CONTEXT = 1;
    private static final int LINKS = 10;
    private static final int MAX_TRANSFER = 1500;
    private static final int NOT_OPEN = 2;
    private static final int FAILED = 4;
    private static final int REMOTE = 1;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+NETOPEN")
                .execute(SimcomSockets::openNetwork)
                .read((module, a) ->
                        Reply.ok("+NETOPEN: " + (module.packet().isActive(CONTEXT) ? 1 : 0)))
                .test("");
        registry.command("+NETCLOSE").execute(SimcomSockets::closeNetwork).test("");
        registry.command("+CGAUTH").set((module, a) -> Reply.ok()).test("+CGAUTH: (1-16),(0-3),,");
        registry.command("+CIPOPEN").set(SimcomSockets::open).test("+CIPOPEN: (0-9),(\"TCP\")");
        registry.command("+CIPSEND").set(SimcomSockets::send).test("+CIPSEND: (0-9),(1-1500)");
        registry.command("+CIPRXGET").set(SimcomSockets::receive).test("+CIPRXGET: (1,2,4)");
        registry.command("+CIPCLOSE")
                .set(SimcomSockets::close)
                .read(SimcomSockets::states)
                .test("+CIPCLOSE: (0-9)");
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.urc("+CIPOPEN: " + socket.id() + ",0");
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.urc("+CIPOPEN: " + socket.id() + "," + FAILED);
    }

    @Override
    public void received(DualBandModule module, ModuleSocket socket) {
        module.urc("+CIPRXGET: 1," + socket.id());
    }

    @Override
    public void closed(DualBandModule module, ModuleSocket socket) {
        module.urc("+IPCLOSE: " + socket.id() + "," + REMOTE);
    }

    @Override
    public void contextLost(DualBandModule module, int context) {
        module.urc("+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY");
    }

    /// OK now, `+NETOPEN: 0` when it is open.
    private static Reply openNetwork(DualBandModule module, Arguments arguments) {
        return module.packet().isActive(CONTEXT)
                ? Reply.failed(CmeError.NOT_ALLOWED)
                : module.packet()
                        .activateBehind(CONTEXT, open -> module.urc("+NETOPEN: " + (open ? 0 : 1)));
    }

    private static Reply closeNetwork(DualBandModule module, Arguments arguments) {
        boolean wasOpen = module.packet().isActive(CONTEXT);
        module.urc("+NETCLOSE: " + (wasOpen ? 0 : NOT_OPEN));
        return module.packet().deactivate(CONTEXT);
    }

    /// `+CIPOPEN=<link>,"TCP",<host>,<port>`; without the network service the result stands before
    /// an ERROR.
    private static Reply open(DualBandModule module, Arguments arguments) {
        Optional<String> host = SocketArguments.host(arguments, 2);
        boolean tcp = arguments.text(1).orElse("").toUpperCase(Locale.ROOT).equals("TCP");
        if (!isLink(arguments) || !tcp || host.isEmpty() || !SocketArguments.isPort(arguments, 3)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        int link = arguments.numberOr(0, 0);
        if (module.sockets().socket(link).isPresent()) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        if (!module.packet().isActive(CONTEXT)) {
            module.line().inform("+CIPOPEN: " + link + "," + NOT_OPEN);
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        module.sockets().open(link, CONTEXT, host.get(), arguments.numberOr(3, 0), false);
        return Reply.ok();
    }

    /// `+CIPSEND=<link>,<length>`: OK, then requested and confirmed bytes.
    private static Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = SocketArguments.connected(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 1, MAX_TRANSFER)) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        return new Reply.Prompt(
                new PayloadEnd.Length(arguments.numberOr(1, 1)),
                ">",
                bytes -> sent(module, socket.get(), bytes));
    }

    private static Reply sent(DualBandModule module, ModuleSocket socket, byte[] bytes) {
        boolean connected = socket.state() == State.CONNECTED;
        int refused = connected ? 0 : -1;
        int confirmed = module.sockets().send(socket, bytes) ? bytes.length : refused;
        module.urc("+CIPSEND: " + socket.id() + "," + bytes.length + "," + confirmed);
        return Reply.ok();
    }

    /// `+CIPRXGET=1` manual mode, `=2,<link>[,<length>]` read, `=4,<link>` how much there is.
    private static Reply receive(DualBandModule module, Arguments arguments) {
        int mode = arguments.numberOr(0, -1);
        if (mode == 1) {
            return Reply.ok();
        }
        Optional<ModuleSocket> found = module.sockets().socket(arguments.numberOr(1, -1));
        int most = arguments.numberOr(2, MAX_TRANSFER);
        if (found.isEmpty() || (mode != 2 && mode != 4) || most < 1 || most > MAX_TRANSFER) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        ModuleSocket socket = found.get();
        if (mode == 4) {
            return Reply.ok("+CIPRXGET: 4," + socket.id() + "," + socket.unread());
        }
        byte[] bytes = module.sockets().read(socket, most);
        String header = "+CIPRXGET: 2," + socket.id() + "," + bytes.length + "," + socket.unread();
        return Reply.ok(
                bytes.length == 0 ? header : header + "\r\n" + CommandInterpreter.text(bytes));
    }

    private static Reply close(DualBandModule module, Arguments arguments) {
        if (!isLink(arguments)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        int link = arguments.numberOr(0, 0);
        if (module.sockets().socket(link).isEmpty()) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        module.sockets().close(link);
        module.urc("+CIPCLOSE: " + link + ",0");
        return Reply.ok();
    }

    private static Reply states(DualBandModule module, Arguments arguments) {
        List<String> states = new ArrayList<>();
        for (int link = 0; link < LINKS; link++) {
            boolean connected =
                    module.sockets()
                            .socket(link)
                            .filter(socket -> socket.state() == State.CONNECTED)
                            .isPresent();
            states.add(connected ? "1" : "0");
        }
        return Reply.ok("+CIPCLOSE: " + String.join(",", states));
    }

    private static boolean isLink(Arguments arguments) {
        return arguments.numberIn(0, 0, LINKS - 1);
    }
}
