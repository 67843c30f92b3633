package org.kadec21.simulation.module;

import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Network;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.carrier.RadioView;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.ModuleAction;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.module.core.SocketDialect;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.device.ModuleMeter;
import org.kadec21.simulation.module.device.ModuleProfile;
import org.kadec21.simulation.module.device.ModuleTimings;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.fault.FaultSwitches;
import org.kadec21.simulation.module.fault.Incident;
import org.kadec21.simulation.module.fault.Piece;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.SerialSession;
import org.kadec21.simulation.module.line.Utterance;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The dual-band 800 MHz module: attach a serial line, press its power key, and speak AT to it. Its
/// sockets go out through a [Network]. Works on any [Tasks], in virtual and in real time.
///
/// ```java
/// RadioView radio = carrier.radio(sim.imsi(), profile.bands());
/// SimulatedModule module =
///         new SimulatedModule(
///                 tasks, time, journal, carrier, radio,
///                 profile, new ModuleMemory(sim), ModuleTimings.TYPICAL);
/// module.attach(serial.module());
/// module.power().pressPowerKey();
/// ```
///
/// Journals `module.power`, `module.registration`, `module.context`, `socket.opened`,
/// `socket.refused`, `socket.closed`, `sim.refused`, `module.fault` and `serial.overrun`; never
/// payload, never a code.
public final class SimulatedModule {

    /// Bytes of a packet call that wait for the line.
    private static final int LINE_AHEAD = 2048;

    private final Tasks tasks;
    private final Time time;
    private final Journal journal;
    private final Network upstream;
    private final RadioView radio;
    private final ModuleTimings timings;
    private final DualBandModule core;
    private final Signal timersChanged;
    private final Signal roomMade;
    private final Map<Long, Connection> connections = new TreeMap<>();
    private long call;
    private final FaultSwitches faults;
    private FaultyPort port = trouble -> false;
    private Runnable keeper = () -> {};
    private Optional<SerialSession> serial = Optional.empty();

    /// Who can do something to the module's port.
    @FunctionalInterface
    public interface FaultyPort {

        /// It happens now; where the port vanishes, the module is attached again afterwards, in
        /// whatever place.
        ///
        /// @return false when this port cannot show it
        boolean suffer(Incident.OfPort trouble);
    }

    /// A module without power, with the socket commands of its profile's vendor.
    ///
    /// @param upstream where its TCP connections go
    /// @param memory outlives the module's restarts; the same one in a new module is the same
    ///   device again
    public SimulatedModule(
            Tasks tasks,
            Time time,
            Journal journal,
            Network upstream,
            RadioView radio,
            ModuleProfile profile,
            ModuleMemory memory,
            ModuleTimings timings) {
        this(
                tasks,
                time,
                journal,
                upstream,
                radio,
                profile,
                sockets(profile.dialect()),
                memory,
                timings);
    }

    /// The same with socket commands of any vendor.
    ///
    /// @param sockets of this module alone
    public SimulatedModule(
            Tasks tasks,
            Time time,
            Journal journal,
            Network upstream,
            RadioView radio,
            ModuleProfile profile,
            SocketDialect sockets,
            ModuleMemory memory,
            ModuleTimings timings) {
        this.tasks = tasks;
        this.time = time;
        this.journal = journal;
        this.upstream = upstream;
        this.radio = radio;
        this.timings = timings;
        core = ModuleCommands.core(profile, sockets, timings, memory, radio);
        faults = new FaultSwitches(time::nanos);
        core.conduct(faults);
        timersChanged = tasks.signal("module timers");
        roomMade = tasks.signal("module takes more");
        radio.watch(() -> dispatch(new ModuleEvent.RadioChanged()));
        tasks.start("module timers", this::runTimers);
    }

    /// The socket commands of a vendor, for one module.
    public static SocketDialect sockets(ModuleDialect vendor) {
        return ModuleCommands.sockets(vendor);
    }

    /// Connects the module's AT port to a line, in place of the one before.
    ///
    /// @return a task that ends with the line, so that a port which was closed and opened again can
    ///   be attached anew
    public Tasks.Task attach(ByteLink line) {
        serial.ifPresent(SerialSession::end);
        SerialSession session =
                new SerialSession(
                        line, tasks, time, this::typed, this::awaitRoom, this::lineDrained);
        serial = Optional.of(session);
        return session.start();
    }

    /// How the module misbehaves; all faults are off in a new one.
    public FaultSwitches faults() {
        return faults;
    }

    /// Who does to the port what a fault wants; without one, it is deaf for that time.
    public void onPortFault(FaultyPort holder) {
        port = holder;
    }

    /// Who makes what the module remembers durable, called whenever something happened, before the
    /// host hears of it.
    public void onChange(Runnable memoryKeeper) {
        keeper = memoryKeeper;
    }

    /// The wires beside AT. The key toggles: it switches a module that is on off in good order.
    /// Restored supply starts the module.
    public Board.ModulePower power() {
        return new Wires();
    }

    /// The supply goes away; [Board.ModulePower#cycleSupply()] brings it back.
    public void cutSupply() {
        dispatch(new ModuleEvent.SupplyRemoved());
    }

    /// Takes a module without power as one that has been on for long: booted, with its card read
    /// and, where there is one, its network found.
    public void foundOn() {
        dispatch(new ModuleEvent.FoundOn());
    }

    /// Puts a card in, in place of the one before; it belongs to the same subscriber.
    public void insertCard(SimCard card) {
        dispatch(new ModuleEvent.CardInserted(card));
    }

    public void removeCard() {
        dispatch(new ModuleEvent.CardRemoved());
    }

    /// A voice call comes in.
    public void ring(String caller) {
        dispatch(new ModuleEvent.Rings(caller));
    }

    /// The far end of a call hangs up, or gives up calling.
    public void farEndHangsUp() {
        dispatch(new ModuleEvent.FarEndHangsUp());
    }

    /// What state the module is in, for a person: a line each.
    public List<String> status() {
        return core.status();
    }

    /// Takes the module out of its unit: it has no supply and no line any more.
    public void takeOut() {
        serial.ifPresent(SerialSession::end);
        serial = Optional.empty();
        dispatch(new ModuleEvent.SupplyRemoved());
    }

    /// Whether the port's bytes are those of a packet call now.
    public boolean isInPacketCall() {
        return core.calls().isOnline();
    }

    /// DTR fell, or the last program closed the port: `&D` decides what it means.
    public void dropTerminal() {
        dispatch(new ModuleEvent.TerminalDropped());
    }

    /// From now on calls to `number` end like this; an empty number stands for all others.
    public void answerCalls(String number, CallResult result) {
        dispatch(new ModuleEvent.CallsEnd(number, result));
    }

    /// The network delivers a short message of at most 160 characters of the GSM alphabet.
    public void deliverMessage(String sender, String text) {
        dispatch(new ModuleEvent.MessageArrived(sender, text));
    }

    public ModuleMeter meter() {
        return core.meter(time.nanos());
    }

    private void typed(byte[] bytes) {
        faults.incidents().forEach(this::happen);
        byte[] heard = faults.heard(bytes);
        if (heard.length > 0) {
            dispatch(new ModuleEvent.Typed(heard));
        }
    }

    private void awaitRoom() {
        while (core.holdsHost()) {
            roomMade.await(Deadline.never());
        }
    }

    private void happen(Incident incident) {
        journal.event("module.fault", "incident", incident.toString());
        switch (incident) {
            case Incident.InData(boolean dead) -> dispatch(new ModuleEvent.FoundInData(dead));
            case Incident.AtPrompt(int bytes) -> dispatch(new ModuleEvent.FoundAtPrompt(bytes));
            case Incident.OfPort trouble -> {
                if (!port.suffer(trouble)) {
                    beDeaf(trouble.span());
                }
            }
            case Incident.Deaf(Duration span) -> beDeaf(span);
        }
    }

    private void beDeaf(Duration span) {
        serial.ifPresent(session -> session.beDeaf(span));
    }

    private void runTimers() {
        while (true) {
            if (!timersChanged.await(core.nextTimer())) {
                dispatch(new ModuleEvent.TimePassed());
            }
        }
    }

    private void dispatch(ModuleEvent event) {
        List<ModuleAction> actions = core.handle(event, time.nanos());
        keeper.run();
        actions.forEach(this::perform);
        timersChanged.raise();
        if (!core.holdsHost()) {
            roomMade.raise();
        }
    }

    private void perform(ModuleAction action) {
        switch (action) {
            case ModuleAction.Transmit(List<Utterance> said) -> transmit(said);
            case ModuleAction.Connect(long number, String host, int port) ->
                    connect(
                            number,
                            deadline -> upstream.connect(host, port, deadline),
                            new Upwards());
            case ModuleAction.Dial(long number) -> dial(number);
            case ModuleAction.Send(long number, byte[] bytes) ->
                    connection(number).ifPresent(connection -> connection.send(bytes));
            case ModuleAction.Resume(long number) ->
                    connection(number).ifPresent(Connection::resume);
            case ModuleAction.Disconnect(long number, boolean atOnce) ->
                    connection(number).ifPresent(connection -> connection.close(atOnce));
            case ModuleAction.Note note -> journal.event(note.event(), note.fields().toArray());
        }
    }

    /// What goes out at once goes out in one piece.
    private void transmit(List<Utterance> said) {
        Duration pause = Duration.ZERO;
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (Utterance utterance : said) {
            for (Piece piece : faults.said(utterance)) {
                if (!piece.pause().isZero()) {
                    transmit(pause, together.toByteArray());
                    together.reset();
                    pause = piece.pause();
                }
                together.writeBytes(piece.utterance().bytes());
            }
        }
        transmit(pause, together.toByteArray());
    }

    private void transmit(Duration pause, byte[] bytes) {
        int lost = serial.map(session -> session.transmit(pause, bytes)).orElse(0);
        if (lost > 0) {
            journal.event("serial.overrun", "bytes", lost);
        }
    }

    private void connect(long number, Connection.Way way, Connection.Upwards upwards) {
        Connection connection = new Connection(number, way, tasks, time, timings, upwards);
        connections.put(number, connection);
        connection.start(tasks, connections::remove);
    }

    private void dial(long number) {
        call = number;
        connect(number, deadline -> radio.dial(faults), new CallUpwards());
    }

    /// The host has taken something: a packet call may have more for it.
    private void lineDrained() {
        connection(call).ifPresent(Connection::resume);
    }

    private Optional<Connection> connection(long number) {
        return Optional.ofNullable(connections.get(number));
    }

    private final class Upwards implements Connection.Upwards {

        @Override
        public void event(ModuleEvent event) {
            dispatch(event);
        }

        @Override
        public int receiveRoom(long number) {
            return core.receiveRoom(number);
        }
    }

    /// As little as can be waits for a line that is slower than the network.
    private final class CallUpwards implements Connection.Upwards {

        @Override
        public void event(ModuleEvent event) {
            dispatch(event);
        }

        @Override
        public int receiveRoom(long number) {
            int ahead = serial.map(SerialSession::waiting).orElse(0);
            return Math.min(core.receiveRoom(number), Math.max(0, LINE_AHEAD - ahead));
        }
    }

    private final class Wires implements Board.ModulePower {

        @Override
        public boolean hasPowerKey() {
            return true;
        }

        @Override
        public boolean pressPowerKey() {
            dispatch(new ModuleEvent.PowerKey());
            return true;
        }

        @Override
        public boolean pulseReset() {
            dispatch(new ModuleEvent.ResetPulse());
            return true;
        }

        @Override
        public boolean cycleSupply() {
            dispatch(new ModuleEvent.SupplyCycled());
            return true;
        }
    }
}
