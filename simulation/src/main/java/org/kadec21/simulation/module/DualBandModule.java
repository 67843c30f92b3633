package org.kadec21.simulation.module;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.carrier.RadioView;
import org.kadec21.simulation.module.Timers.Purpose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The module without any I/O: `(state, event, now) -> (state, actions)`. Whoever drives it calls
/// [#handle(ModuleEvent, long)] for whatever happens and again at [#nextTimer()], and does what the
/// actions say, in order.
final class DualBandModule {

    private final ModuleProfile profile;
    private final ModuleTimings timings;
    private final ModuleMemory memory;
    private final RadioView radio;
    private final SocketDialect dialect;
    private final CommandRegistry registry;
    private final Timers timers = new Timers();
    private final List<ModuleAction> actions = new ArrayList<>();
    private final ByteArrayOutputStream toHost = new ByteArrayOutputStream();
    private final CommandInterpreter line;
    private final Power power;
    private final SimAccess sim;
    private final Registration registration;
    private final PacketService packet;
    private final SocketTable sockets;
    private final Calls calls;
    private final Messaging messaging;
    private long now;

    DualBandModule(
            ModuleProfile profile, ModuleTimings timings, ModuleMemory memory, RadioView radio) {
        this.profile = profile;
        dialect = profile.dialect().sockets();
        registry = CommandRegistry.complete(dialect);
        this.timings = timings;
        this.memory = memory;
        this.radio = radio;
        line = new CommandInterpreter(memory.saved(0), this::execute, this::transmit, new Bytes());
        power = new Power(this);
        sim = new SimAccess(this);
        registration = new Registration(this);
        packet = new PacketService(this);
        sockets = new SocketTable(this);
        calls = new Calls(this);
        messaging = new Messaging(this);
    }

    /// @param nowNanos monotonic, never less than in the call before
    List<ModuleAction> handle(ModuleEvent event, long nowNanos) {
        now = nowNanos;
        while (timers.runOne(now)) {
            // the timers that fell due before the event
        }
        accept(event);
        flush();
        List<ModuleAction> result = List.copyOf(actions);
        actions.clear();
        return result;
    }

    /// When the core wants to be called again without any other event.
    Deadline nextTimer() {
        return timers.next();
    }

    /// Bytes of a connection that the module can take now; 0 for a connection it does not know.
    int receiveRoom(long connection) {
        return sockets.receiveRoom(connection);
    }

    ModuleMeter meter(long nowNanos) {
        now = nowNanos;
        return new ModuleMeter(
                sockets.bytesUp(), sockets.bytesDown(), power.radioOn(), sockets.connections());
    }

    private void accept(ModuleEvent event) {
        switch (event) {
            case ModuleEvent.Typed(byte[] bytes) -> {
                if (power.isOn()) {
                    line.receive(bytes);
                }
            }
            case ModuleEvent.TimePassed() -> {}
            case ModuleEvent.PowerKey() -> power.keyPressed();
            case ModuleEvent.ResetPulse() -> power.reset();
            case ModuleEvent.SupplyCycled() -> power.supplyCycled();
            case ModuleEvent.SupplyRemoved() -> power.supplyRemoved();
            case ModuleEvent.TerminalDropped() -> calls.terminalDropped();
            case ModuleEvent.CallsEnd(String number, CallResult result) ->
                    calls.answer(number, result);
            case ModuleEvent.MessageArrived(String sender, String text) ->
                    messaging.deliver(sender, text);
            case ModuleEvent.RadioChanged() -> registration.radioChanged();
            case ModuleEvent.Connected(long connection) -> sockets.connected(connection);
            case ModuleEvent.ConnectFailed(long connection) -> sockets.connectFailed(connection);
            case ModuleEvent.Received(long connection, byte[] bytes) ->
                    sockets.received(connection, bytes);
            case ModuleEvent.Delivered(long connection, int bytes) ->
                    sockets.delivered(connection, bytes);
            case ModuleEvent.PeerClosed(long connection) -> sockets.peerClosed(connection);
        }
    }

    private Reply execute(AtCommand command) {
        return registry.answer(this, command);
    }

    private void transmit(String text) {
        toHost.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void flush() {
        if (toHost.size() > 0) {
            actions.add(new ModuleAction.Transmit(toHost.toByteArray()));
            toHost.reset();
        }
    }

    void act(ModuleAction action) {
        actions.add(action);
    }

    void note(String event, Object... fields) {
        actions.add(new ModuleAction.Note(event, List.of(fields)));
    }

    void urc(String text) {
        if (power.isOn()) {
            line.urc(text);
        }
    }

    void later(Purpose purpose, Duration after, Runnable action) {
        timers.start(purpose, Deadline.at(now).plus(after), action);
    }

    /// Keeps the port busy for `after`, then ends the command with what `outcome` then says.
    Reply pending(Duration after, Supplier<Reply> outcome) {
        later(Purpose.PENDING_COMMAND, after, () -> line.finish(outcome.get()));
        return new Reply.Pending();
    }

    ModuleProfile profile() {
        return profile;
    }

    SocketDialect dialect() {
        return dialect;
    }

    ModuleTimings timings() {
        return timings;
    }

    ModuleMemory memory() {
        return memory;
    }

    RadioView radio() {
        return radio;
    }

    Timers timers() {
        return timers;
    }

    CommandInterpreter line() {
        return line;
    }

    Power power() {
        return power;
    }

    SimAccess sim() {
        return sim;
    }

    Registration registration() {
        return registration;
    }

    PacketService packet() {
        return packet;
    }

    Calls calls() {
        return calls;
    }

    Messaging messaging() {
        return messaging;
    }

    SocketTable sockets() {
        return sockets;
    }

    /// Monotonic nanoseconds of the event being handled.
    long now() {
        return now;
    }

    private final class Bytes implements CommandInterpreter.DataMode {

        @Override
        public void take(byte b) {
            calls.take(b);
        }

        @Override
        public void typedAhead() {
            calls.interruptDialling();
        }
    }
}
