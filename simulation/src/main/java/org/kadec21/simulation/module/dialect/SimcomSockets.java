package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.Access;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sockets as SIMCom's SIM7600 has them (TCP/IP application note): results behind the OK, manual
/// receive, URCs with the prefix of replies.
public final class SimcomSockets extends VendorSockets {

    private static final int CONTEXT = 1;
    private static final int REMOTE = 1;
    private static final int MANUAL = 1;

    /// What follows a result that has told the cause already, whatever `+CMEE` says.
    private static final Reply PLAIN_ERROR = new Reply.Verdict("ERROR");

    /// Settings that are taken and told, and change nothing here.
    private static final List<String> UNFELT = List.of("mode", "send-mode", "timers", "timeouts");

    public SimcomSockets() {
        super("simcom");
    }

    @Override
    public void addTo(CommandRegistry registry) {
        addPowerOff(registry);
        pack.add(registry, "network-open")
                .execute(this::openNetwork)
                .read((module, a) ->
                        Reply.ok("+NETOPEN: " + (module.packet().isActive(CONTEXT) ? 1 : 0)));
        pack.add(registry, "network-close").execute(this::closeNetwork);
        pack.add(registry, "authentication").set((module, a) -> Reply.ok());
        pack.add(registry, "address").execute(this::address);
        pack.add(registry, "open").set(this::open).read(this::links);
        pack.add(registry, "send").set(this::send);
        pack.add(registry, "read")
                .set(this::receive)
                .read((module, a) -> Reply.ok("+CIPRXGET: " + MANUAL));
        pack.add(registry, "close").set(this::close).read(this::states);
        for (String key : UNFELT) {
            NumberSettings.ofModule(pack, key).addTo(registry);
        }
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        module.urc("+CIPOPEN: " + socket.id() + ",0");
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        module.urc("+CIPOPEN: " + socket.id() + "," + connectFailure().code());
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
    private Reply openNetwork(DualBandModule module, Arguments arguments) {
        return module.packet().isActive(CONTEXT)
                ? pack.failed("not-allowed")
                : module.packet()
                        .activateBehind(CONTEXT, open -> module.urc("+NETOPEN: " + (open ? 0 : 1)));
    }

    private Reply closeNetwork(DualBandModule module, Arguments arguments) {
        boolean wasOpen = module.packet().isActive(CONTEXT);
        module.urc("+NETCLOSE: " + (wasOpen ? 0 : networkClosed()));
        return module.packet().deactivate(CONTEXT);
    }

    /// `+CIPOPEN=<link>,"TCP",<host>,<port>`; without the network service the result stands before
    /// an ERROR, which has no number then.
    private Reply open(DualBandModule module, Arguments arguments) {
        Optional<String> host = pack.host(arguments, 2);
        boolean tcp = arguments.text(1).orElse("").toUpperCase(Locale.ROOT).equals("TCP");
        if (!pack.isSocket(arguments) || !tcp || host.isEmpty() || !pack.isPort(arguments, 3)) {
            return pack.failed("parameters");
        }
        int link = arguments.numberOr(0, 0);
        if (module.sockets().socket(link).isPresent()) {
            return pack.failed("not-allowed");
        }
        if (!module.packet().isActive(CONTEXT)) {
            module.line().inform("+CIPOPEN: " + link + "," + networkClosed());
            return PLAIN_ERROR;
        }
        module.sockets().open(link, CONTEXT, host.get(), arguments.numberOr(3, 0), Access.BUFFERED);
        return Reply.ok();
    }

    /// `+CIPSEND=<link>,<length>`: OK, then requested and confirmed bytes.
    private Reply send(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.connected(module, arguments);
        return payload(socket, arguments, bytes -> sent(module, socket.orElseThrow(), bytes));
    }

    private Reply sent(DualBandModule module, ModuleSocket socket, byte[] bytes) {
        boolean connected = socket.state() == State.CONNECTED;
        int refused = connected ? 0 : -1;
        int confirmed = module.sockets().send(socket, bytes) ? bytes.length : refused;
        module.urc("+CIPSEND: " + socket.id() + "," + bytes.length + "," + confirmed);
        return Reply.ok();
    }

    /// `+CIPRXGET=1` manual mode, `=2,<link>[,<length>]` read, `=4,<link>` how much there is.
    private Reply receive(DualBandModule module, Arguments arguments) {
        int mode = arguments.numberOr(0, -1);
        if (mode == 1) {
            return Reply.ok();
        }
        Optional<ModuleSocket> found = module.sockets().socket(arguments.numberOr(1, -1));
        int most = arguments.numberOr(2, pack.most("read"));
        if (found.isEmpty() || (mode != 2 && mode != 4) || most < 1 || most > pack.most("read")) {
            return pack.failed("not-allowed");
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

    private Reply close(DualBandModule module, Arguments arguments) {
        if (!pack.isSocket(arguments)) {
            return pack.failed("parameters");
        }
        int link = arguments.numberOr(0, 0);
        if (module.sockets().socket(link).isEmpty()) {
            return pack.failed("not-allowed");
        }
        module.sockets().close(link);
        module.urc("+CIPCLOSE: " + link + ",0");
        return Reply.ok();
    }

    private Reply states(DualBandModule module, Arguments arguments) {
        return Reply.ok(
                IntStream.rangeClosed(pack.firstId(), pack.lastId())
                        .mapToObj(link -> connected(module, link).isPresent() ? "1" : "0")
                        .collect(Collectors.joining(",", "+CIPCLOSE: ", "")));
    }

    /// A line each, with the peer of those that are connected; -1 is the server they came in by.
    private Reply links(DualBandModule module, Arguments arguments) {
        return new Reply.Ok(
                IntStream.rangeClosed(pack.firstId(), pack.lastId())
                        .mapToObj(link ->
                                "+CIPOPEN: "
                                        + link
                                        + connected(module, link)
                                                .map(peer ->
                                                        ",\"TCP\",\"%s\",%d,-1"
                                                                .formatted(
                                                                        peer.host(), peer.port()))
                                                .orElse(""))
                        .toList());
    }

    private static Optional<ModuleSocket> connected(DualBandModule module, int link) {
        return module.sockets().socket(link).filter(one -> one.state() == State.CONNECTED);
    }

    private Reply address(DualBandModule module, Arguments arguments) {
        if (module.packet().isActive(CONTEXT)) {
            return Reply.ok("+IPADDR: " + module.radio().address());
        }
        module.line().inform("+IP ERROR: Network not opened");
        return PLAIN_ERROR;
    }

    private int networkClosed() {
        return pack.error("network-closed").code();
    }
}
