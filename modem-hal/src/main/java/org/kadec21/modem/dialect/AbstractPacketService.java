package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the packet services of all vendors have in common. A vendor's own class says in which order
/// its commands go, and what its URCs mean.
abstract class AbstractPacketService implements PacketService {

    private final DialectPack pack;
    private final Time time;
    private final ModuleSockets sockets;
    private final ModuleInquiry inquiry;
    private boolean open;
    private boolean fits;

    AbstractPacketService(DialectPack pack, AtPort port, Time time, Tasks tasks) {
        this.pack = pack;
        this.time = time;
        sockets = new ModuleSockets(new SocketCommands(pack), port, time, tasks);
        inquiry = new ModuleInquiry(port, time);
    }

    /// Brings context 1 up, whatever state it was left in.
    abstract Reply bringUp(AccessPoint accessPoint, Deadline deadline);

    /// The id of the next connection: the lowest free one of the pack, unless the module numbers
    /// its sockets.
    int nextId(String peer, Deadline deadline) throws LinkException {
        DialectPack.Ids ids = pack.connections();
        return sockets.freeId(ids.first(), ids.count(), deadline);
    }

    /// Connects `socket`; empty when it is connected, else what came instead.
    abstract Optional<String> dial(
            DialectSocket socket, int id, String host, int port, Deadline deadline);

    /// A refused probe alone proves nothing: whoever configured this dialect may know better. But
    /// when the module names another vendor, or knows its commands, the configuration is wrong.
    /// What is found out is asked once.
    @Override
    public final Optional<String> misfit() {
        if (fits || !inquiry.refuses(pack)) {
            fits = true;
            return Optional.empty();
        }
        return inquiry.find(Dialects.vendors())
                .filter(other -> !other.name().equals(pack.name()))
                .map(other ->
                        "expected a module with %s's commands, it refuses %s and is of dialect %s"
                                .formatted(pack.name(), pack.text("probe"), other.name()));
    }

    @Override
    public final Reply open(AccessPoint accessPoint, Deadline deadline) {
        Reply reply = bringUp(accessPoint, deadline);
        open = reply instanceof Reply.Ok;
        return reply;
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        ModuleSockets.demandName(host);
        String peer = host + ":" + port;
        int id = nextId(peer, deadline);
        DialectSocket socket = sockets.add(id, peer);
        Optional<String> trouble = dial(socket, id, host, port, deadline);
        if (trouble.isPresent()) {
            socket.close();
            throw ModuleSockets.notConnected(peer, trouble.get());
        }
        return socket;
    }

    @Override
    public final void close(Deadline deadline) {
        sockets.closeAll(deadline);
        if (open) {
            open = false;
            deactivate(deadline);
        }
    }

    @Override
    public final void lost(String reason) {
        open = false;
        sockets.lost(reason);
    }

    final DialectPack pack() {
        return pack;
    }

    final Time time() {
        return time;
    }

    final List<DialectSocket> all() {
        return sockets.all();
    }

    /// The connection that parameter `index` of a URC names.
    final Optional<DialectSocket> socket(Fields fields, int index) {
        return sockets.socket(fields.number(index).orElse(-1));
    }

    /// The command under `key`, with an ordinary command's patience.
    final Reply ask(String key, Blanks blanks, Deadline deadline) {
        return execute(pack.command(key, blanks), ModuleSockets.COMMAND, deadline);
    }

    /// The command under `key`, with the patience that the pack gives it.
    final Reply await(String key, Blanks blanks, Deadline deadline) {
        return execute(pack.command(key, blanks), pack.patience(key), deadline);
    }

    final Reply execute(Command command, Duration patience, Deadline deadline) {
        return sockets.execute(command, patience, deadline);
    }

    final Reply deactivate(Deadline deadline) {
        return await("deactivate", Blanks.none(), deadline);
    }

    /// Closes whatever connections a unit that was cut off may have left in an open context: they
    /// hold their numbers, and would be taken for new ones. Where there is none the module refuses.
    final void closeLeftovers(Deadline deadline) {
        DialectPack.Ids ids = pack.leftovers();
        for (int id = ids.first(); id < ids.first() + ids.count(); id++) {
            execute(pack.command("close", Blanks.id(id)), ModuleSockets.CLOSING, deadline);
        }
    }

    /// Whether `context.query` answers that context 1 is up: `1,1`.
    final boolean isActive(Deadline deadline) {
        return ask("context.query", Blanks.none(), deadline) instanceof Reply.Ok(var lines, _)
                && lines.stream()
                        .map(Fields::of)
                        .anyMatch(context ->
                                context.number(0).orElse(0) == 1
                                        && context.number(1).orElse(0) == 1);
    }

    /// What an `open` that blocks until connected came to.
    final Optional<String> blockingOpen(Blanks blanks, Deadline deadline) {
        return trouble(await("open", blanks, deadline));
    }

    /// What an `open` came to whose OK only means that the result will come.
    final Optional<String> openByResult(DialectSocket socket, Blanks blanks, Deadline deadline) {
        return trouble(ask("open", blanks, Deadline.never()))
                .or(() ->
                        sockets.awaitOpen(
                                socket, deadline.earlier(time.after(pack.patience("open")))));
    }

    /// What `reply` says when it is no success, with the vendor's meaning of its number.
    final Optional<String> trouble(Reply reply) {
        return reply instanceof Reply.CmeError error && error.code().isPresent()
                ? Optional.of("the module said " + pack.error(error.code().getAsInt()))
                : ModuleSockets.trouble(reply);
    }

    static Reply success() {
        return new Reply.Ok(List.of(), new byte[0]);
    }

    static Blanks peer(int id, String host, int port) {
        return Blanks.id(id).with("host", host).with("port", port);
    }
}
