package org.kadec21.modem.dialect;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The connections of one module by id, and commands with a patience of their own.
final class ModuleSockets {

    /// An ordinary command; none is cut shorter, since that would put the port in quarantine.
    static final Duration COMMAND = Duration.ofSeconds(10);

    /// Closing blocks the port of some modules up to 10 s by itself.
    static final Duration CLOSING = Duration.ofSeconds(15);

    private final SocketCommands commands;
    private final AtPort port;
    private final Time time;
    private final Tasks tasks;
    private final Signal released;
    private final NavigableMap<Integer, DialectSocket> sockets = new TreeMap<>();

    ModuleSockets(SocketCommands commands, AtPort port, Time time, Tasks tasks) {
        this.commands = commands;
        this.port = port;
        this.time = time;
        this.tasks = tasks;
        released = tasks.signal("module connection released");
    }

    Optional<DialectSocket> socket(int id) {
        return Optional.ofNullable(sockets.get(id));
    }

    List<DialectSocket> all() {
        return List.copyOf(sockets.values());
    }

    DialectSocket add(int id, String peer) {
        DialectSocket socket =
                new DialectSocket(commands, id, peer, port, time, tasks, () -> startClosing(id));
        sockets.put(id, socket);
        return socket;
    }

    /// The lowest id from `first` on that is free, at most `count` being used; waits for one that
    /// is closing.
    int freeId(int first, int count, Deadline deadline) throws LinkException {
        while (true) {
            for (int id = first; id < first + count; id++) {
                if (!sockets.containsKey(id)) {
                    return id;
                }
            }
            if (!released.await(deadline) && time.isOver(deadline)) {
                throw new LinkException(
                        "expected a free connection of "
                                + count
                                + ", all are still in use; close one first");
            }
        }
    }

    void lost(String reason) {
        sockets.values().forEach(socket -> socket.lost(reason));
    }

    void closeAll(Deadline deadline) {
        all().forEach(DialectSocket::close);
        while (!sockets.isEmpty() && released.await(deadline)) {
            // one more is closed
        }
    }

    /// Empty when `command` and then the URC with the result say connected, else what came instead.
    Optional<String> awaitOpen(DialectSocket socket, Deadline deadline) {
        Optional<Integer> result = socket.awaitOpen(deadline);
        if (result.isEmpty()) {
            return Optional.of("no result came in time");
        }
        return result.get() == 0
                ? Optional.empty()
                : Optional.of(commands.pack().error(result.get()));
    }

    /// What `reply` says when it is no success.
    static Optional<String> trouble(Reply reply) {
        return switch (reply) {
            case Reply.Ok _ -> Optional.empty();
            case Reply.Refusal refusal -> Optional.of("the module said " + refusal.text());
            case Reply.Unanswered unanswered -> Optional.of(unanswered.reason());
            case Reply.Connect _ -> Optional.of("the module went into data mode");
        };
    }

    static LinkException notConnected(String peer, String trouble) {
        return new LinkException("expected a connection to " + peer + ", " + trouble);
    }

    /// A command keeps at least [#COMMAND].
    Reply execute(Command command, Duration patience, Deadline deadline) {
        if (time.isOver(deadline)) {
            return new Reply.Silence("no time was left for " + command);
        }
        Deadline floor = time.after(COMMAND);
        Deadline longest = time.after(patience);
        Deadline wanted = longest.earlier(deadline);
        return port.execute(command, wanted.compareTo(floor) < 0 ? floor : wanted, longest);
    }

    /// AT commands have no way to escape a quote or a line end.
    static void demandName(String host) throws LinkException {
        if (!host.matches("[A-Za-z0-9.:_-]{1,255}")) {
            throw new LinkException(
                    "expected a host name or an address to connect to, got '" + host + "'");
        }
    }

    private void startClosing(int id) {
        tasks.start(
                "module close " + id,
                () -> {
                    port.execute(commands.close(id), time.after(CLOSING));
                    sockets.remove(id);
                    released.raise();
                });
    }
}
