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
import java.util.function.Function;

/// A cellular module on a serial port, step by step: wake, unlock, register, open packet service,
/// sleep. Each step is bounded by its own limit and by the deadline handed in, and ends in a value.
/// A module that restarts by itself goes back to [ModemState#BOOTING]; waking it again starts anew.
public final class Modem {

    /// A registration URC may be lost; after this long the module is asked.
    private static final Duration REGISTRATION_POLL = Duration.ofSeconds(5);

    /// A module says `POWERED DOWN` within this time of its `OK`.
    private static final Duration POWER_DOWN = Duration.ofSeconds(12);

    private final Board board;
    private final ModuleSettings settings;
    private final ModuleLine line;
    private final SimUnlock sim;
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
    public Identity identify(Deadline deadline) {
        return new Identity(
                text("AT+CGMI", deadline),
                text("AT+CGMM", deadline),
                text("AT+CGMR", deadline),
                text("AT+CGSN", deadline));
    }

    /// Gets the SIM ready; a wrong PIN is never tried twice.
    public Step<String> unlock(Deadline deadline) {
        Step<String> step = sim.unlock(deadline);
        if (step instanceof Step.Failed<String>(Cause cause, _, _) && cause == Cause.SIM) {
            enter(ModemState.LOCKED);
        }
        return step;
    }

    /// Waits until the network has registered the module.
    public Step<Registration> register(Deadline deadline) {
        enter(ModemState.REGISTERING);
        Deadline patience = board.time().after(settings.limits().registration()).earlier(deadline);
        Command query =
                Command.of("AT+CREG?")
                        .answeredBy(
                                new Answer.Prefixed(
                                        "+CREG:",
                                        1,
                                        fields -> fields.count() == 2 || fields.count() > 3));
        while (true) {
            Reply reply = line.execute(query, Deadline.never());
            if (!(reply instanceof Reply.Ok ok)) {
                return Troubles.of(
                        reply,
                        "the state of registration",
                        Cause.REGISTRATION,
                        "check the module's firmware");
            }
            Registration registration = Registration.ofAnswer(Fields.of(ok.first()));
            if (registration.isRegistered()) {
                enter(ModemState.REGISTERED);
                return new Step.Done<>(registration);
            }
            if (registration == Registration.DENIED || board.time().isOver(patience)) {
                return notRegistered(registration);
            }
            line.awaitNews(patience.earlier(board.time().after(REGISTRATION_POLL)));
        }
    }

    /// The received signal strength.
    public Step<SignalQuality> signal(Deadline deadline) {
        return ask("AT+CSQ", "+CSQ:", "the signal strength", deadline, SignalQuality::of);
    }

    /// The serving cell with its band class, by the vendor's query.
    public Step<ServingCell> servingCell(Deadline deadline) {
        return ask("AT$BSINFO?", "$BSINFO:", "the serving cell", deadline, ServingCell::of);
    }

    /// The module's clock, which the network sets; empty when it has not.
    public Optional<Instant> networkTime(Deadline deadline) {
        return line.execute(Command.query("AT+CCLK?", "+CCLK:"), deadline) instanceof Reply.Ok ok
                ? NetworkTime.parse(ok.first())
                : Optional.empty();
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
        Optional<String> misfit = service.misfit();
        if (misfit.isPresent()) {
            return new Step.Failed<>(
                    Cause.MODULE,
                    misfit.get(),
                    "correct the dialect in the unit's configuration, or leave it out to have it"
                            + " found by itself");
        }
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

    /// Closes all connections and lets the radio sleep; the port keeps answering.
    public void sleep(Deadline deadline) {
        packets.ifPresent(service -> service.close(deadline));
        Reply reply =
                line.execute(
                        Command.of(settings.sleep().command()),
                        settings.limits().radio(),
                        deadline);
        ModemState rested = state == ModemState.LOCKED ? ModemState.LOCKED : ModemState.READY;
        enter(reply instanceof Reply.Ok ? rested : ModemState.BOOTING);
    }

    /// Switches the module off by command and waits for its farewell.
    public void powerOff(Deadline deadline) {
        packets.ifPresent(service -> service.close(deadline));
        line.takeRestart();
        Reply reply = line.execute(Command.of("AT+QPOWD"), settings.limits().radio(), deadline);
        Deadline patience = board.time().after(POWER_DOWN).earlier(deadline);
        while (reply instanceof Reply.Ok
                && !line.hasRestarted()
                && !board.time().isOver(patience)) {
            line.awaitNews(patience);
        }
        line.takeRestart();
        enter(ModemState.OFF);
    }

    /// Cuts the module's supply and wakes it again; false when the board cannot.
    public boolean powerCycle() {
        packets.ifPresent(service -> service.lost("the module's supply was cut"));
        enter(ModemState.OFF);
        return board.modulePower().cycleSupply();
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
        Identity identity = identify(deadline);
        enter(ModemState.READY);
        return new Step.Done<>(identity);
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

    private <T> Step<T> ask(
            String text,
            String prefix,
            String what,
            Deadline deadline,
            Function<Fields, T> reader) {
        Reply reply = line.execute(Command.query(text, prefix), deadline);
        return reply instanceof Reply.Ok ok && !ok.lines().isEmpty()
                ? new Step.Done<>(reader.apply(Fields.of(ok.first())))
                : Troubles.of(
                        reply,
                        what,
                        Cause.MODULE,
                        "check that the module is of the configured kind");
    }

    private String text(String command, Deadline deadline) {
        Command query = Command.of(command).answeredBy(new Answer.Bare(4));
        return line.execute(query, deadline) instanceof Reply.Ok ok
                ? ok.first().replaceFirst("^\\+CG[A-Z]+:\\s*", "").replace("\"", "")
                : "";
    }

    private void enter(ModemState next) {
        if (next != state) {
            state = next;
            board.journal().event("modem.state", "state", next);
        }
    }
}
