package org.kadec21.simulation.module.dialect;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleSocket;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.ErrorCause;
import org.kadec21.simulation.module.line.Reply;

import java.util.Optional;
import java.util.SortedSet;

/// What u-blox's sockets tell about themselves: `+USOER`, the last error of any socket, and
/// `+USOCTL`, one fact of one socket (AT manual UBX-17003787).
final class UbloxReports implements CommandFamily {

    private static final int TCP = 6;

    /// States of RFC 793 as `+USOCTL` numbers them.
    private static final int CLOSED = 0;

    private static final int SYN_SENT = 2;
    private static final int ESTABLISHED = 4;
    private static final int CLOSE_WAIT = 7;

    private final SocketPack pack;
    private final SortedSet<Integer> created;

    /// @param created the ids that are taken, connected or not; changes
    UbloxReports(SocketPack pack, SortedSet<Integer> created) {
        this.pack = pack;
        this.created = created;
    }

    @Override
    public void addTo(CommandRegistry registry) {
        pack.add(registry, "last-error")
                .execute((module, a) -> Reply.ok("+USOER: " + lastError(module)));
        pack.add(registry, "control").set(this::fact);
    }

    private static int lastError(DualBandModule module) {
        return module.sockets().lastError().map(ErrorCause::code).orElse(0);
    }

    /// `+USOCTL=<socket>,<param>`.
    private Reply fact(DualBandModule module, Arguments arguments) {
        int id = arguments.numberOr(0, -1);
        int fact = arguments.numberOr(1, -1);
        if (!created.contains(id)) {
            return pack.failed("not-allowed");
        }
        Optional<ModuleSocket> socket = module.sockets().socket(id);
        return switch (fact) {
            case 0 -> told(id, fact, TCP);
            case 1 -> told(id, fact, lastError(module));
            case 2 -> told(id, fact, socket.map(ModuleSocket::sentTotal).orElse(0L));
            case 3 -> told(id, fact, socket.map(ModuleSocket::receivedTotal).orElse(0L));
            case 4 ->
                    socket.map(one -> "\"" + one.host() + "\"," + one.port())
                            .map(peer -> Reply.ok("+USOCTL: " + id + ",4," + peer))
                            .orElseGet(() -> pack.failed("not-allowed"));
            case 10 -> told(id, fact, socket.map(one -> tcpState(one.state())).orElse(CLOSED));
            case 11 ->
                    told(
                            id,
                            fact,
                            socket.map(one -> one.sentTotal() - one.deliveredTotal()).orElse(0L));
            default -> pack.failed("parameters");
        };
    }

    private static Reply told(int id, int fact, long value) {
        return Reply.ok("+USOCTL: " + id + "," + fact + "," + value);
    }

    private static int tcpState(State state) {
        return switch (state) {
            case OPENING -> SYN_SENT;
            case CONNECTED -> ESTABLISHED;
            case CLOSING -> CLOSE_WAIT;
        };
    }
}
