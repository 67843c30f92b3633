package org.kadec21.modem.dialect;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Urc;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Quectel's packet context 1 and the connections in it.
final class QuectelPacketService implements PacketService {

    /// Connections used at a time, of the 12 a module has; a unit needs one, and one more while the
    /// last is closing.
    static final int CONNECTIONS = 4;

    private static final Duration COMMAND = Duration.ofSeconds(10);

    /// Quectel's own maximum for `+QIACT` and `+QIOPEN`.
    private static final Duration NETWORK = Duration.ofSeconds(150);

    /// Quectel's maximum for `+QIDEACT`.
    private static final Duration DEACTIVATION = Duration.ofSeconds(40);

    /// `+QICLOSE` blocks the port up to 10 s by itself.
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final AtPort port;
    private final Time time;
    private final Tasks tasks;
    private final Signal released;
    private final NavigableMap<Integer, QuectelSocket> sockets = new TreeMap<>();
    private boolean open;

    QuectelPacketService(AtPort port, Time time, Tasks tasks) {
        this.port = port;
        this.time = time;
        this.tasks = tasks;
        released = tasks.signal("quectel connection released");
    }

    @Override
    public Reply open(AccessPoint accessPoint, Deadline deadline) {
        if (isActive(deadline)) {
            // Left by a unit that was cut off: its connections still hold their numbers, and
            // opening one again would be refused with 563. They end with the context.
            execute(QuectelCommands.deactivate(), DEACTIVATION, deadline);
        }
        Reply reply = execute(QuectelCommands.context(accessPoint), COMMAND, deadline);
        if (reply instanceof Reply.Ok) {
            reply = execute(QuectelCommands.activate(), NETWORK, deadline);
        }
        if (reply instanceof Reply.Refusal && isActive(deadline)) {
            reply = new Reply.Ok(List.of(), new byte[0]);
        }
        open = reply instanceof Reply.Ok;
        return reply;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        demandName(host);
        int id = freeId(deadline);
        String peer = host + ":" + port;
        QuectelSocket socket =
                new QuectelSocket(id, peer, this.port, time, tasks, () -> startClosing(id));
        sockets.put(id, socket);
        Optional<String> trouble = open(socket, QuectelCommands.open(id, host, port), deadline);
        if (trouble.isPresent()) {
            socket.close();
            throw new LinkException("expected a connection to " + peer + ", " + trouble.get());
        }
        return socket;
    }

    @Override
    public void close(Deadline deadline) {
        for (QuectelSocket socket : List.copyOf(sockets.values())) {
            socket.close();
        }
        while (!sockets.isEmpty() && released.await(deadline)) {
            // one more is closed
        }
        if (open) {
            open = false;
            execute(QuectelCommands.deactivate(), DEACTIVATION, deadline);
        }
    }

    @Override
    public void lost(String reason) {
        open = false;
        sockets.values().forEach(socket -> socket.lost(reason));
    }

    @Override
    public void heard(Urc urc) {
        Fields fields = urc.fields();
        if (urc.is("+QIOPEN:")) {
            socket(fields, 0).ifPresent(socket -> socket.opened(fields.number(1).orElse(-1)));
        } else if (urc.is("+QIURC:")) {
            switch (fields.text(0).orElse("")) {
                case "recv" ->
                        socket(fields, 1).ifPresent(socket -> socket.dataAnnounced(urc.payload()));
                case "closed" -> socket(fields, 1).ifPresent(QuectelSocket::peerClosed);
                case "pdpdeact" -> lost("the network took the packet context down (pdpdeact)");
                default -> {
                    // dnsgip, incoming and the like: never asked for
                }
            }
        }
    }

    private Optional<QuectelSocket> socket(Fields fields, int index) {
        return Optional.ofNullable(sockets.get(fields.number(index).orElse(-1)));
    }

    private boolean isActive(Deadline deadline) {
        return execute(QuectelCommands.contextQuery(), COMMAND, deadline)
                        instanceof Reply.Ok(List<String> lines, _)
                && lines.stream()
                        .map(Fields::of)
                        .anyMatch(context ->
                                context.number(0).orElse(0) == 1
                                        && context.number(1).orElse(0) == 1);
    }

    /// Empty when connected, else what came instead.
    private Optional<String> open(QuectelSocket socket, Command command, Deadline deadline) {
        Deadline bounded = deadline.earlier(time.after(NETWORK));
        return switch (port.execute(command, time.after(COMMAND))) {
            case Reply.Ok _ -> {
                Optional<Integer> result = socket.awaitOpen(bounded);
                if (result.isEmpty()) {
                    yield Optional.of("no result came in time");
                }
                yield result.get() == 0
                        ? Optional.empty()
                        : Optional.of("error " + result.get() + lastError());
            }
            case Reply.Refusal refusal ->
                    Optional.of("the module said " + refusal.text() + lastError());
            case Reply.Unanswered unanswered -> Optional.of(unanswered.reason());
            case Reply.Connect _ -> Optional.of("the module went into data mode");
        };
    }

    private String lastError() {
        Reply reply = port.execute(QuectelCommands.lastError(), time.after(COMMAND));
        return reply instanceof Reply.Ok ok
                ? Fields.of(ok.first()).text(1).map(text -> " (" + text + ")").orElse("")
                : "";
    }

    private int freeId(Deadline deadline) throws LinkException {
        while (true) {
            for (int id = 0; id < CONNECTIONS; id++) {
                if (!sockets.containsKey(id)) {
                    return id;
                }
            }
            if (!released.await(deadline) && time.isOver(deadline)) {
                throw new LinkException(
                        "expected a free connection of "
                                + CONNECTIONS
                                + ", all are still in use; close one first");
            }
        }
    }

    private void startClosing(int id) {
        tasks.start(
                "quectel close " + id,
                () -> {
                    port.execute(QuectelCommands.close(id), time.after(CLOSING));
                    sockets.remove(id);
                    released.raise();
                });
    }

    /// A command keeps at least [#COMMAND]: cutting it short would put the port in quarantine.
    private Reply execute(Command command, Duration patience, Deadline deadline) {
        if (time.isOver(deadline)) {
            return new Reply.Silence("no time was left for " + command);
        }
        Deadline floor = time.after(COMMAND);
        Deadline wanted = time.after(patience).earlier(deadline);
        return port.execute(command, wanted.compareTo(floor) < 0 ? floor : wanted);
    }

    private static void demandName(String host) throws LinkException {
        if (!host.matches("[A-Za-z0-9.:_-]{1,255}")) {
            throw new LinkException(
                    "expected a host name or an address to connect to, got '" + host + "'");
        }
    }
}
