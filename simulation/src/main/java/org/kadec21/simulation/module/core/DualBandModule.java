package org.kadec21.simulation.module.core;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.carrier.RadioView;
import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleMeter;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The module without any I/O: `(state, event, now) -> (state, actions)`. Whoever drives it calls
/// [#handle(ModuleEvent, long)] for whatever happens and again at [#nextTimer()], and does what the
/// actions say, in order.
public final class DualBandModule {

    private final ModuleProfile profile;
    private final ModuleTimings timings;
    private final ModuleMemory memory;
    private final RadioView radio;
    private final SocketDialect dialect;
    private final CommandRegistry registry;
    private final Timers timers = new Timers();
    private final List<ModuleAction> actions = new ArrayList<>();
    private final List<Utterance> said = new ArrayList<>();
    private final CommandInterpreter line;
    private final Power power;
    private final SimAccess sim;
    private final Registration registration;
    private final ModuleClock clock;
    private final TrafficClock traffic = new TrafficClock();
    private final PacketService packet;
    private final SocketTable sockets;
    private final DirectLink direct;
    private final Calls calls;
    private final IncomingCall incoming;
    private final Messaging messaging;
    private Conduct conduct = command -> new Fate.Obeyed();
    private long now;

    public DualBandModule(
            ModuleProfile profile,
            ModuleTimings timings,
            ModuleMemory memory,
            RadioView radio,
            SocketDialect dialect,
            CommandRegistry registry) {
        this.profile = profile;
        this.dialect = dialect;
        this.registry = registry;
        this.timings = timings;
        this.memory = memory;
        this.radio = radio;
        line = new CommandInterpreter(memory.saved(0), this::execute, this::transmit, new Bytes());
        power = new Power(this);
        sim = new SimAccess(this);
        registration = new Registration(this);
        clock = new ModuleClock(this);
        packet = new PacketService(this);
        sockets = new SocketTable(this);
        direct = new DirectLink(this);
        calls = new Calls(this);
        incoming = new IncomingCall(this);
        messaging = new Messaging(this);
    }

    /// Takes an event in and says what is to be done about it.
    ///
    /// @param nowNanos monotonic, never less than in the call before
    public List<ModuleAction> handle(ModuleEvent event, long nowNanos) {
        traffic.reached(nowNanos);
        now = nowNanos;
        while (timers.runOne(now)) {
            // the timers that fell due before the event
        }
        accept(event);
        flush();
        traffic.become(power.isRadioOn() && (sockets.isTrafficking() || calls.isTrafficking()));
        List<ModuleAction> result = List.copyOf(actions);
        actions.clear();
        return result;
    }

    /// When the core wants to be called again without any other event.
    public Deadline nextTimer() {
        return timers.next();
    }

    /// Bytes of a connection that the module can take now; 0 for a connection it does not know.
    public int receiveRoom(long connection) {
        return calls.owns(connection) ? calls.receiveRoom() : sockets.receiveRoom(connection);
    }

    /// Whether the host has to wait before it may type more: circuit 106 is off.
    public boolean holdsHost() {
        return direct.isFull() || calls.isFull();
    }

    /// For a person, a line each.
    public List<String> status() {
        return StatusReport.of(this);
    }

    public ModuleMeter meter(long nowNanos) {
        traffic.reached(nowNanos);
        now = nowNanos;
        return new ModuleMeter(
                sockets.bytesUp() + calls.bytesUp(),
                sockets.bytesDown() + calls.bytesDown(),
                power.radioOn(),
                traffic.time(),
                sockets.connections());
    }

    private void accept(ModuleEvent event) {
        switch (event) {
            case ModuleEvent.Typed(byte[] bytes) -> {
                if (power.isOn()) {
                    line.receive(bytes);
                    direct.flush();
                    direct.pass();
                    calls.flush();
                }
            }
            case ModuleEvent.TimePassed() -> {}
            case ModuleEvent.PowerKey() -> power.keyPressed();
            case ModuleEvent.ResetPulse() -> power.reset();
            case ModuleEvent.SupplyCycled() -> power.supplyCycled();
            case ModuleEvent.FoundOn() -> power.foundOn();
            case ModuleEvent.CardInserted(SimCard card) -> sim.insert(card);
            case ModuleEvent.CardRemoved() -> sim.remove();
            case ModuleEvent.Rings(String caller) -> incoming.ring(caller);
            case ModuleEvent.FarEndHangsUp() -> incoming.farEndHangsUp();
            case ModuleEvent.SupplyRemoved() -> power.supplyRemoved();
            case ModuleEvent.TerminalDropped() -> {
                direct.terminalDropped();
                calls.terminalDropped();
            }
            case ModuleEvent.FoundInData(boolean dead) -> {
                if (power.isOn()) {
                    calls.foundInData(dead);
                }
            }
            case ModuleEvent.FoundAtPrompt(int bytes) -> {
                if (power.isOn()) {
                    line.foundAtPrompt(bytes);
                }
            }
            case ModuleEvent.CallsEnd(String number, CallResult result) ->
                    calls.answer(number, result);
            case ModuleEvent.MessageArrived(String sender, String text) ->
                    messaging.deliver(sender, text);
            case ModuleEvent.RadioChanged() -> registration.radioChanged();
            case ModuleEvent.Connected(long connection) -> {
                if (calls.owns(connection)) {
                    calls.connected();
                } else {
                    sockets.connected(connection);
                }
            }
            case ModuleEvent.ConnectFailed(long connection) -> {
                if (calls.owns(connection)) {
                    calls.carrierLost();
                } else {
                    sockets.connectFailed(connection);
                }
            }
            case ModuleEvent.Received(long connection, byte[] bytes) -> {
                if (calls.owns(connection)) {
                    calls.received(bytes);
                } else {
                    sockets.received(connection, bytes);
                }
            }
            case ModuleEvent.Delivered(long connection, int bytes) -> {
                if (calls.owns(connection)) {
                    calls.delivered(bytes);
                } else {
                    sockets.delivered(connection, bytes);
                }
            }
            case ModuleEvent.PeerClosed(long connection) -> {
                if (calls.owns(connection)) {
                    calls.carrierLost();
                } else {
                    sockets.peerClosed(connection);
                }
            }
        }
    }

    private Reply execute(AtCommand command) {
        return switch (conduct.fateOf(command)) {
            case Fate.Obeyed() -> registry.answer(this, command);
            case Fate.Answered(Reply reply) -> reply;
            case Fate.Delayed(Duration span) -> pending(span, () -> registry.answer(this, command));
            case Fate.Crashed() -> {
                power.crash();
                yield new Reply.Pending();
            }
        };
    }

    private void transmit(Utterance utterance) {
        Utterance before = said.isEmpty() ? utterance : said.getLast();
        if (!said.isEmpty() && before.kind() == Kind.ECHO && utterance.kind() == Kind.ECHO) {
            said.set(said.size() - 1, before.as(before.text() + utterance.text()));
        } else {
            said.add(utterance);
        }
    }

    private void flush() {
        if (!said.isEmpty()) {
            actions.add(new ModuleAction.Transmit(said));
            said.clear();
        }
    }

    /// From now on the module treats commands like this.
    public void conduct(Conduct newConduct) {
        conduct = newConduct;
    }

    public void act(ModuleAction action) {
        actions.add(action);
    }

    public void note(String event, Object... fields) {
        actions.add(new ModuleAction.Note(event, List.of(fields)));
    }

    public void urc(String text) {
        if (power.isOn()) {
            line.urc(text);
        }
    }

    public void later(Purpose purpose, Duration after, Runnable action) {
        timers.start(purpose, Deadline.at(now).plus(after), action);
    }

    /// Keeps the port busy for `after`, then ends the command with what `outcome` then says.
    public Reply pending(Duration after, Supplier<Reply> outcome) {
        later(Purpose.PENDING_COMMAND, after, () -> line.finish(outcome.get()));
        return new Reply.Pending();
    }

    public ModuleProfile profile() {
        return profile;
    }

    public SocketDialect dialect() {
        return dialect;
    }

    public ModuleTimings timings() {
        return timings;
    }

    public ModuleMemory memory() {
        return memory;
    }

    public RadioView radio() {
        return radio;
    }

    public Timers timers() {
        return timers;
    }

    public CommandInterpreter line() {
        return line;
    }

    public Power power() {
        return power;
    }

    public SimAccess sim() {
        return sim;
    }

    public Registration registration() {
        return registration;
    }

    public ModuleClock clock() {
        return clock;
    }

    public PacketService packet() {
        return packet;
    }

    public Calls calls() {
        return calls;
    }

    public IncomingCall incoming() {
        return incoming;
    }

    public Messaging messaging() {
        return messaging;
    }

    public SocketTable sockets() {
        return sockets;
    }

    public DirectLink direct() {
        return direct;
    }

    /// Monotonic nanoseconds of the event being handled.
    public long now() {
        return now;
    }

    private final class Bytes implements CommandInterpreter.DataMode {

        @Override
        public void take(byte b) {
            if (direct.isOnline()) {
                direct.take(b);
            } else {
                calls.take(b);
            }
        }

        @Override
        public void typedAhead() {
            calls.interruptDialling();
        }
    }
}
