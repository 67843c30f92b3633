package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.ModuleSocket.Access;
import org.kadec21.simulation.module.core.ModuleSocket.State;
import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.line.ByteFifo;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.EscapeWatch;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.Reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A socket whose bytes are the port's bytes, as Quectel's transparent access mode and Telit's
/// online mode have it: `CONNECT`, then data both ways, `+++` between two silences for a while of
/// commands, `NO CARRIER` when the peer closes. There is one at a time.
public final class DirectLink {

    /// Bytes that wait for a socket; with so many of them the host is stopped (assumption).
    private static final int WAITING = 4096;

    /// What may come in addition before the host has stopped.
    private static final int OVERRUN = 4096;

    private final DualBandModule module;
    private final EscapeWatch escape = new EscapeWatch();
    private final ByteFifo waiting = new ByteFifo(WAITING + OVERRUN);
    private Optional<ModuleSocket> socket = Optional.empty();
    private boolean online;

    DirectLink(DualBandModule module) {
        this.module = module;
    }

    /// The socket that has the port or has lent it back to commands.
    public Optional<ModuleSocket> held() {
        return socket;
    }

    public boolean isOnline() {
        return online;
    }

    boolean isOnline(ModuleSocket one) {
        return online && holds(one);
    }

    boolean isFull() {
        return online && waiting.size() >= WAITING;
    }

    /// Gives the port to a connected socket; what it has received goes out behind the `CONNECT`.
    public Reply online(ModuleSocket one) {
        if (one.state() != State.CONNECTED) {
            return new Reply.CallEnded(CallResult.NO_CARRIER);
        }
        socket = Optional.of(one);
        one.use(Access.DIRECT);
        online = true;
        escape.restart(module.now());
        return new Reply.Online(CallResult.CONNECT.words());
    }

    /// Gives what was received to the host.
    void pass() {
        if (online) {
            socket.filter(one -> one.unread() > 0)
                    .map(one -> module.sockets().read(one, one.unread()))
                    .ifPresent(bytes -> module.line().sayInData(CommandInterpreter.text(bytes)));
        }
    }

    /// A byte of the host. Pluses that may be an escape are held back until that is clear.
    void take(byte b) {
        int before = escape.held();
        escape.accept(b, module.now(), guard());
        if (escape.held() <= before) {
            waitAsData(before);
        }
        if (escape.held() == 0) {
            waiting.add(new byte[] {b});
            module.timers().cancel(Purpose.ESCAPE);
        } else {
            module.later(Purpose.ESCAPE, guard(), this::silent);
        }
    }

    /// Gives the socket what there is room for.
    void flush() {
        socket.filter(one -> one.state() == State.CONNECTED)
                .ifPresent(one -> {
                    byte[] piece = waiting.take(one.sendRoom());
                    if (piece.length > 0) {
                        module.sockets().send(one, piece);
                    }
                });
    }

    /// DTR fell: `&D` decides, as for a call.
    void terminalDropped() {
        int meaning = module.line().settings().calls().terminalReady();
        if (meaning == 1 && online) {
            leave("");
        } else if (meaning == 2) {
            module.sockets().all().values().stream()
                    .filter(one -> one.access() == Access.DIRECT)
                    .toList()
                    .forEach(this::end);
        }
    }

    /// The connection of the socket that has the port is gone.
    void carrierLost() {
        LineSettings settings = module.line().settings();
        leave(settings.result(CallResult.NO_CARRIER.words(), CallResult.NO_CARRIER.digit()));
        socket = Optional.empty();
        waiting.clear();
    }

    void forget(ModuleSocket one) {
        if (holds(one)) {
            leave("");
            socket = Optional.empty();
            waiting.clear();
        }
    }

    private void end(ModuleSocket one) {
        boolean opening = one.state() == State.OPENING;
        module.sockets().close(one.id());
        if (opening) {
            module.line().abandon();
        }
    }

    private void silent() {
        if (escape.isComplete()) {
            leave(module.line().settings().result("OK", "0"));
        } else {
            waitAsData(escape.held());
            flush();
        }
        escape.giveUp();
    }

    private void waitAsData(int pluses) {
        waiting.add("+".repeat(pluses).getBytes(StandardCharsets.US_ASCII));
    }

    private void leave(String words) {
        if (online) {
            online = false;
            module.timers().cancel(Purpose.ESCAPE);
            module.line().leaveData(words);
        }
    }

    private boolean holds(ModuleSocket one) {
        return socket.filter(held -> held == one).isPresent();
    }

    private Duration guard() {
        return module.line().settings().calls().guardTime();
    }
}
