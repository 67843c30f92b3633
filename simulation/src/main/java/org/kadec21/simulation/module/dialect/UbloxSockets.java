package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.Access;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sockets as u-blox's SARA-R4 has them (AT manual UBX-17003787): created before they are
/// connected, a connect that blocks the port or announces its end, `@` as the prompt, payloads in
/// quotes.
public final class UbloxSockets extends VendorSockets {

    private static final int CONTEXT = 1;
    private static final int TCP = 6;

    private final SortedSet<Integer> created = new TreeSet<>();
    private final SortedSet<Integer> announced = new TreeSet<>();

    public UbloxSockets() {
        super("ublox");
    }

    @Override
    public void addTo(CommandRegistry registry) {
        addPowerOff(registry);
        pack.add(registry, "authentication").set((module, a) -> Reply.ok());
        pack.add(registry, "create").set(this::create);
        pack.add(registry, "open").set(this::connect);
        pack.add(registry, "send").set(this::write);
        pack.add(registry, "read").set(this::read);
        pack.add(registry, "close").set(this::close);
        new UbloxReports(pack, created).addTo(registry);
    }

    @Override
    public void opened(DualBandModule module, ModuleSocket socket) {
        if (announced.remove(socket.id())) {
            module.urc("+UUSOCO: " + socket.id() + ",0");
        } else {
            module.line().finish(Reply.ok());
        }
    }

    @Override
    public void refused(DualBandModule module, ModuleSocket socket) {
        if (announced.remove(socket.id())) {
            module.urc("+UUSOCO: " + socket.id() + "," + pack.error("no-answer").code());
        } else {
            module.line().finish(pack.failed("not-allowed"));
        }
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
        announced.clear();
    }

    private Reply create(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, TCP, TCP)) {
            return pack.failed("parameters");
        }
        for (int id = pack.firstId(); id <= pack.lastId(); id++) {
            if (created.add(id)) {
                return Reply.ok("+USOCR: " + id);
            }
        }
        return pack.failed("not-allowed");
    }

    /// `+USOCO=<socket>,<host>,<port>[,<async>]`: blocks the port until connected, or with 1
    /// answers OK and says `+UUSOCO` later; asked again before that, it closes the socket.
    private Reply connect(DualBandModule module, Arguments arguments) {
        Optional<String> host = pack.host(arguments, 1);
        int id = arguments.numberOr(0, -1);
        int announces = arguments.numberOr(3, 0);
        boolean known = announces == 0 || announces == 1;
        if (!created.contains(id) || host.isEmpty() || !pack.isPort(arguments, 2) || !known) {
            return pack.failed("parameters");
        }
        if (announced.contains(id)) {
            drop(module, id);
            return pack.failed("not-allowed");
        }
        boolean inUse = module.sockets().socket(id).isPresent();
        if (inUse || !module.packet().takeDefaultBearer(CONTEXT)) {
            return pack.failed("not-allowed");
        }
        module.sockets().open(id, CONTEXT, host.get(), arguments.numberOr(2, 0), Access.BUFFERED);
        if (announces == 0) {
            return new Reply.Pending();
        }
        announced.add(id);
        return Reply.ok();
    }

    /// `+USOWR=<socket>,<length>` asks for the bytes, with a third parameter they are in it.
    private Reply write(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.connected(module, arguments);
        Optional<String> text = arguments.text(2);
        if (text.isEmpty()) {
            return payload(
                    socket, arguments, bytes -> written(module, socket.orElseThrow(), bytes));
        }
        byte[] bytes = text.get().getBytes(StandardCharsets.ISO_8859_1);
        boolean fits = bytes.length <= pack.most("send-text");
        return socket.isPresent() && fits && arguments.numberIn(1, bytes.length, bytes.length)
                ? written(module, socket.get(), bytes)
                : pack.failed("parameters");
    }

    /// Takes what there is room for and says how much: all or nothing here.
    private static Reply written(DualBandModule module, ModuleSocket socket, byte[] bytes) {
        boolean taken = module.sockets().send(socket, bytes);
        return Reply.ok("+USOWR: " + socket.id() + "," + (taken ? bytes.length : 0));
    }

    /// Length 0 asks how much there is.
    private Reply read(DualBandModule module, Arguments arguments) {
        Optional<ModuleSocket> socket = pack.socket(module, arguments);
        if (socket.isEmpty() || !arguments.numberIn(1, 0, pack.most("read"))) {
            return pack.failed("not-allowed");
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
        if (!created.contains(id)) {
            return pack.failed("not-allowed");
        }
        return module.pending(
                module.timings().close(),
                () -> {
                    drop(module, id);
                    return Reply.ok();
                });
    }

    private void drop(DualBandModule module, int id) {
        created.remove(id);
        announced.remove(id);
        module.sockets().close(id);
    }
}
