package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cellular module on a serial port, step by step: wake, unlock, register, open packet service,
/// sleep. Each step is bounded by its own limit and by the deadline handed in, and ends in a value.
/// A module that restarts by itself goes back to [ModemState#BOOTING]; waking it again starts anew.
public final class Modem {

    /// A registration URC may be lost; after this long the module is asked.
    private static final Duration REGISTRATION_POLL = Duration.ofSeconds(5);

    /// The shape tells the answer from the URC: `n,stat` or `n,stat,lac,cell`, not `stat`.
    private static final Command REGISTRATION_QUERY =
            Command.of("AT+CREG?")
                    .answeredBy(
                            new Answer.Prefixed(
                                    "+CREG:",
                                    1,
                                    fields -> fields.count() == 2 || fields.count() > 3));

    private final Board board;
    private final ModuleSettings settings;
    private final ModuleLine line;
    private final SimUnlock sim;
    private final ModuleQueries queries;
    private final ResetLadder ladder;
    private Optional<PacketService> packets = Optional.empty();
    private ModemState state = ModemState.OFF;

    /// @param trace where the AT dialogue is written down
    public Modem(
            Board board, ModuleSettings settings, Dialect dialect, PinMemory pins, Trace trace) {
        this.board = board;
        this.settings = settings;
        line = new ModuleLine(board, settings, dialect, trace);
        sim = new SimUnlock(line, settings.pin(), pins);
        queries = new ModuleQueries(line::execute);
        ladder = new ResetLadder(line, board.journal(), ResetLadder.standard(board.modulePower()));
    }

    /// Where the module stands, as far as it has told.
    public ModemState state() {
        if (state != ModemState.OFF && line.hasRestarted()) {
            return ModemState.BOOTING;
        }
        if (state != ModemState.OFF && !line.isOpen()) {
            return ModemState.OFF;
        }
        boolean lostContext =
                state == ModemState.ONLINE && !packets.map(PacketService::isOpen).orElse(false);
        return lostContext ? ModemState.REGISTERED : state;
    }

    /// Opens the port, gets the module to answer by whatever rung it takes, and sets it up with the
    /// radio on.
    public Step<Identity> wake(Deadline deadline) {
        Step<PacketService> opened = line.open();
        if (opened instanceof Step.Failed<PacketService> failed) {
            return failed.of();
        }
        packets =
                opened instanceof Step.Done<PacketService>(PacketService service)
                        ? Optional.of(service)
                        : Optional.empty();
        enter(ModemState.BOOTING);
        Step<String> answering = ladder.climb(deadline);
        if (answering instanceof Step.Failed<String> failed) {
            enter(ModemState.OFF);
            return failed.of();
        }
        line.takeRestart();
        return initialise(deadline);
    }

    /// Who the module says it is.
    public Step<Identity> identify(Deadline deadline) {
        return queries.identity(deadline);
    }

    /// What the SIM wants, and how many tries of its PIN are left; nothing is tried.
    public Step<SimState> sim(Deadline deadline) {
        return sim.state(deadline);
    }

    /// Gets the SIM ready; a wrong PIN is never tried twice.
    public Step<SimState> unlock(Deadline deadline) {
        Step<SimState> step = sim.unlock(deadline);
        if (step instanceof Step.Failed<SimState>(Cause cause, _, _) && cause == Cause.SIM) {
            enter(ModemState.LOCKED);
        }
        return step;
    }

    /// Where registration stands at this moment.
    public Step<Registration> registration(Deadline deadline) {
        Reply reply = line.execute(REGISTRATION_QUERY, deadline);
        return reply instanceof Reply.Ok ok
                ? new Step.Done<>(Registration.ofAnswer(Fields.of(ok.first())))
                : Troubles.of(
                        reply,
                        "the state of registration",
                        Cause.REGISTRATION,
                        "check the module's firmware");
    }

    /// Waits until the network has registered the module.
    public Step<Registration> register(Deadline deadline) {
        enter(ModemState.REGISTERING);
        Deadline patience = board.time().after(settings.limits().registration()).earlier(deadline);
        while (true) {
            Step<Registration> asked = registration(Deadline.never());
            if (!(asked instanceof Step.Done<Registration>(Registration registration))) {
                return asked;
            }
            if (registration.isRegistered()) {
                enter(ModemState.REGISTERED);
                return asked;
            }
            if (registration == Registration.DENIED || board.time().isOver(patience)) {
                return notRegistered(registration);
            }
            line.awaitNews(patience.earlier(board.time().after(REGISTRATION_POLL)));
        }
    }

    /// The received signal strength.
    public Step<SignalQuality> signal(Deadline deadline) {
        return queries.signal(deadline);
    }

    /// The serving cell with its band class, by the vendor's query.
    public Step<ServingCell> band(Deadline deadline) {
        return queries.band(deadline);
    }

    /// The module's clock, which the network sets; a failure when it has not.
    public Step<Instant> networkTime(Deadline deadline) {
        return queries.networkTime(deadline);
    }

    /// Asks something beyond these steps. The question must change nothing at the module.
    public Reply ask(Command question, Deadline deadline) {
        return line.execute(question, deadline);
    }

    /// Attaches to packet service and brings its context up.
    public Step<PacketService> openBearer(Deadline deadline) {
        Reply attached =
                line.execute(Command.of("AT+CGATT=1"), settings.limits().attach(), deadline);
        if (!(attached instanceof Reply.Ok)) {
            return Troubles.of(
                    attached,
                    "packet attach",
                    Cause.BEARER,
                    "check the contract for packet service and the coverage");
        }
        PacketService service = packets.orElseThrow();
        Reply opened = service.open(settings.accessPoint(), deadline);
        if (!(opened instanceof Reply.Ok)) {
            return Troubles.of(
                    opened,
                    "a packet context at " + settings.accessPoint().name(),
                    Cause.BEARER,
                    "check access point name, user and password in the unit's configuration");
        }
        enter(ModemState.ONLINE);
        return new Step.Done<>(service);
    }

    /// Closes all connections and gives the packet context back; the module stays registered.
    public Step<ModemState> closeBearer(Deadline deadline) {
        packets.ifPresent(service -> service.close(deadline));
        if (state == ModemState.ONLINE) {
            enter(ModemState.REGISTERED);
        }
        return new Step.Done<>(state());
    }

    /// Closes all connections and lets the radio sleep; the port keeps answering.
    public Step<ModemState> sleep(Deadline deadline) {
        packets.ifPresent(service -> service.close(deadline));
        Reply reply =
                line.execute(
                        Command.of(settings.sleep().command()),
                        settings.limits().radio(),
                        deadline);
        ModemState rested = state == ModemState.LOCKED ? ModemState.LOCKED : ModemState.READY;
        enter(reply instanceof Reply.Ok ? rested : ModemState.BOOTING);
        return reply instanceof Reply.Ok
                ? new Step.Done<>(state)
                : Troubles.of(
                        reply,
                        "the radio to sleep",
                        Cause.MODULE,
                        "the module will be reset before it is used again");
    }

    /// Takes the module's power away and wakes it again: by its supply, or else by its power key,
    /// or else by command.
    public Step<Identity> powerCycle(Deadline deadline) {
        packets.ifPresent(service -> service.lost("the module's power was cycled"));
        enter(ModemState.OFF);
        if (!board.modulePower().cycleSupply()) {
            line.execute(Command.of("AT+CFUN=1,1"), settings.limits().radio(), deadline);
        }
        return wake(deadline);
    }

    private Step<Identity> initialise(Deadline deadline) {
        for (String setting : List.of("ATE0V1", "AT+CMEE=1", "AT+CREG=1")) {
            if (line.execute(Command.of(setting), deadline)
                    instanceof Reply.Unanswered unanswered) {
                return Troubles.of(
                        unanswered,
                        "the module to take " + setting,
                        Cause.MODULE,
                        "restart the unit");
            }
        }
        Reply radio = line.execute(Command.of("AT+CFUN=1"), settings.limits().radio(), deadline);
        if (!(radio instanceof Reply.Ok)) {
            return Troubles.of(
                    radio, "the radio to start", Cause.MODULE, "check the module's supply");
        }
        enter(ModemState.READY);
        return identify(deadline);
    }

    private Step<Registration> notRegistered(Registration registration) {
        String signal =
                signal(Deadline.never()) instanceof Step.Done<SignalQuality>(SignalQuality quality)
                        ? quality.toString()
                        : "unknown";
        return new Step.Failed<>(
                Cause.REGISTRATION,
                "expected to be registered within "
                        + settings.limits().registration().toSeconds()
                        + " s, the module is "
                        + registration
                        + ", signal "
                        + signal,
                registration == Registration.DENIED
                        ? "check the contract of this SIM and whether the carrier still serves this"
                                + " module's bands"
                        : "check the antenna and the coverage of this module's bands");
    }

    private void enter(ModemState next) {
        if (next != state) {
            state = next;
            board.journal().event("modem.state", "state", next);
        }
    }
}
