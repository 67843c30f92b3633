package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.AtHandler.Behaviour;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.line.Reply;

import java.util.Optional;
import java.util.stream.IntStream;

/// What Telit's sockets tell about themselves, one or all: `#SS`, their state, and `#SI`, their
/// bytes (IP Easy user guide).
final class TelitReports implements CommandFamily {

    private static final int CLOSED = 0;
    private static final int SUSPENDED = 2;
    private static final int SUSPENDED_WITH_DATA = 3;

    private final SocketPack pack;

    TelitReports(SocketPack pack) {
        this.pack = pack;
    }

    @Override
    public void addTo(CommandRegistry registry) {
        pack.add(registry, "status")
                .set(one(TelitReports::status))
                .execute(all(TelitReports::status));
        pack.add(registry, "information")
                .set(one(TelitReports::bytes))
                .execute(all(TelitReports::bytes));
    }

    private Behaviour one(Report report) {
        return (module, arguments) ->
                pack.isSocket(arguments)
                        ? Reply.ok(line(module, arguments.numberOr(0, 1), report))
                        : pack.failed("parameters");
    }

    private Behaviour all(Report report) {
        return (module, arguments) ->
                new Reply.Ok(
                        IntStream.rangeClosed(pack.firstId(), pack.lastId())
                                .mapToObj(id -> line(module, id, report))
                                .toList());
    }

    private static String line(DualBandModule module, int id, Report report) {
        return report.of(id, module.sockets().socket(id));
    }

    /// 0 closed, 2 open without data, 3 with data.
    private static String status(int id, Optional<ModuleSocket> socket) {
        int state =
                socket.filter(one -> one.state() == State.CONNECTED)
                        .map(one -> one.unread() > 0 ? SUSPENDED_WITH_DATA : SUSPENDED)
                        .orElse(CLOSED);
        return "#SS: " + id + "," + state;
    }

    /// Sent, received, waiting to be read, waiting for the peer's acknowledgement.
    private static String bytes(int id, Optional<ModuleSocket> socket) {
        return socket.map(one ->
                        "#SI: %d,%d,%d,%d,%d"
                                .formatted(
                                        id,
                                        one.sentTotal(),
                                        one.receivedTotal(),
                                        one.unread(),
                                        one.sentTotal() - one.deliveredTotal()))
                .orElse("#SI: " + id + ",0,0,0,0");
    }

    @FunctionalInterface
    private interface Report {
        String of(int id, Optional<ModuleSocket> socket);
    }
}
