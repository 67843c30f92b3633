package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.Rung.Means;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A cellular module on a serial port, step by step: wake, unlock, register, open packet service,
/// sleep. Each step is bounded by its own limit and by the deadline handed in, and ends in a value;
/// a command that was begun is given an ordinary command's time beyond the deadline, since cutting
/// it short would put the line out of step. A module that restarts by itself goes back to
/// [ModemState#BOOTING]; waking it again starts anew.
///
/// ```java
/// Modem modem = new Modem(board, settings, new QuectelDialect(), pins, Trace.none());
/// switch (modem.wake(board.time().after(Duration.ofMinutes(5)))) {
///     case Step.Done<Identity>(Identity identity) -> ...
///     case Step.Failed<Identity>(Cause cause, String reason, String advice) -> ...
/// }
/// ```
public final class Modem {

    /// How long a module that has left a setting unanswered is given to come into step again.
    private static final Duration LATENESS = Duration.ofSeconds(40);

    private static final int FULL_FUNCTION = 1;

    private final Board board;
    private final ModuleSettings settings;
    private final Dialect dialect;
    private final ModuleLine line;
    private final ModuleQueries queries;
    private final SimUnlock sim;
    private final Registering registering;
    private final Recovery recovery;
    private ModemState state = ModemState.OFF;

    /// @param trace where the AT dialogue is written down
    public Modem(
            Board board, ModuleSettings settings, Dialect dialect, PinMemory pins, Trace trace) {
        this.board = board;
        this.settings = settings;
        this.dialect = dialect;
        line = new ModuleLine(board, settings, dialect, trace);
        queries = new ModuleQueries(line::execute);
        sim = new SimUnlock(line, settings.pin(), pins);
        registering = new Registering(line, queries);
        recovery = new Recovery(board, line, ResetLadder.standard());
    }

    /// Where the module stands, as far as it has told.
    public ModemState state() {
        return switch (state) {
            case OFF, RECOVERING -> state;
            case GIVEN_UP -> recovery.resting().isPresent() ? state : ModemState.OFF;
            case BOOTING, READY, LOCKED, REGISTERING, REGISTERED, ONLINE -> heardState();
        };
    }

    /// Opens the port, gets the module to answer by whatever rung it takes, and sets it up with the
    /// radio on. A module that is known to have other commands than the dialect's is left with its
    /// radio and its SIM untouched.
    public Step<Identity> wake(Deadline deadline) {
        Optional<Step.Failed<Means>> resting = recovery.resting();
        if (resting.isPresent()) {
            return resting.get().of();
        }
        if (line.open(deadline) instanceof Step.Failed<PacketService> failed) {
            enter(ModemState.OFF);
            return failed.of();
        }
        enter(ModemState.RECOVERING);
        return switch (recovery.climb(deadline)) {
            case Step.Failed<Means> failed when recovery.resting().isPresent() -> {
                line.giveUp();
                enter(ModemState.GIVEN_UP);
                yield failed.of();
            }
            case Step.Failed<Means> failed -> {
                enter(ModemState.OFF);
                yield failed.of();
            }
            case Step.Done<Means>(Means helped) -> {
                line.takeRestart();
                enter(ModemState.BOOTING);
                yield initialise(helped, deadline);
            }
        };
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
        return registering.ask(deadline);
    }

    /// Waits until the network has registered the module.
    public Step<Registration> register(Deadline deadline) {
        enter(ModemState.REGISTERING);
        Step<Registration> step = registering.await(deadline);
        if (step instanceof Step.Done<Registration>) {
            enter(ModemState.REGISTERED);
        }
        return step;
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

    /// Attaches to packet service and brings its context up. When the module does not answer it is
    /// back at [ModemState#BOOTING], or off when its port is dead; waking it is next.
    public Step<PacketService> openBearer(Deadline deadline) {
        Step<PacketService> opened = line.open(deadline);
        if (!(opened instanceof Step.Done<PacketService>(PacketService service))) {
            return opened;
        }
        Optional<Step.Failed<Identity>> misfit = misfit(service);
        if (misfit.isPresent()) {
            return misfit.get().of();
        }
        if (service.dials() && service.isOpen()) {
            return opened; // its port takes no commands now
        }
        Reply attached =
                line.execute(Command.of("AT+CGATT=1"), settings.limits().attach(), deadline);
        boolean needless = service.dials() && Troubles.isUnknownCommand(attached);
        if (!(attached instanceof Reply.Ok) && !needless) {
            doubt(attached);
            return Troubles.of(
                    attached,
                    "packet attach",
                    Cause.BEARER,
                    "check the contract for packet service and the coverage");
        }
        Optional<Step.Failed<PacketService>> failed = openService(service, deadline);
        if (failed.isPresent()) {
            return failed.get();
        }
        enter(ModemState.ONLINE);
        return opened;
    }

    /// Why there is no packet service; empty when there is. After a call that failed the module is
    /// brought back into command mode before another way is tried.
    private Optional<Step.Failed<PacketService>> openService(
            PacketService service, Deadline deadline) {
        while (true) {
            Reply up = service.open(settings.accessPoint(), deadline);
            if (up instanceof Reply.Ok) {
                return Optional.empty();
            }
            Optional<PacketService.Obstacle> obstacle = service.obstacle();
            boolean further =
                    !(up instanceof Reply.Dead || up instanceof Reply.Restarted)
                            && service.turnsToAnotherWay()
                            && intoCommandMode(deadline);
            if (!further) {
                doubt(up);
                return Optional.of(
                        obstacle.<Step.Failed<PacketService>>map(known ->
                                        new Step.Failed<>(
                                                Cause.BEARER, known.reason(), known.advice()))
                                .orElseGet(() ->
                                        Troubles.of(
                                                up,
                                                "a packet context at "
                                                        + settings.accessPoint().name(),
                                                Cause.BEARER,
                                                "check access point name, user and password in the"
                                                        + " unit's configuration")));
            }
        }
    }

    /// Climbs the ladder when it is not known that the module reads commands: behind a data call.
    private boolean intoCommandMode(Deadline deadline) {
        if (!line.isBehindCall()) {
            return true;
        }
        return recovery.climb(deadline) instanceof Step.Done<Means>(Means helped)
                && hungUp(helped, deadline);
    }

    /// The call or connection that was escaped from is still up.
    private boolean hungUp(Means helped, Deadline deadline) {
        if (helped == Means.ESCAPE) {
            line.execute(Command.of("ATH"), settings.limits().radio(), deadline);
        }
        return true;
    }

    /// Closes all connections and gives the packet context back; the module stays registered. One
    /// that is left in data mode, whatever was tried, has to be woken before it is used again.
    public Step<ModemState> closeBearer(Deadline deadline) {
        line.packets().ifPresent(service -> service.close(deadline));
        if (!intoCommandMode(deadline)) {
            enter(ModemState.BOOTING);
            return deaf();
        }
        if (state == ModemState.ONLINE) {
            enter(ModemState.REGISTERED);
        }
        return new Step.Done<>(state());
    }

    private static Step.Failed<ModemState> deaf() {
        return new Step.Failed<>(
                Cause.MODULE,
                "expected the module to read commands behind its data call, it does not",
                "whoever uses it next has to reset it: this unit does so by itself, for other"
                        + " programs switch the module off and on");
    }

    /// Closes all connections and lets the radio sleep; the port keeps answering. An `OK` is not
    /// enough: a module that says that its radio is on nevertheless does not sleep.
    public Step<ModemState> sleep(Deadline deadline) {
        line.packets().ifPresent(service -> service.close(deadline));
        boolean commanded = intoCommandMode(deadline);
        Reply reply =
                line.execute(
                        Command.of(settings.sleep().command()),
                        settings.limits().radio(),
                        deadline);
        if (!(reply instanceof Reply.Ok)) {
            enter(ModemState.BOOTING);
            return commanded
                    ? Troubles.of(
                            reply,
                            "the radio to sleep",
                            Cause.MODULE,
                            "the module will be reset before it is used again")
                    : deaf();
        }
        if (saysRadioIsOn(deadline)) {
            enter(ModemState.BOOTING);
            return new Step.Failed<>(
                    Cause.MODULE,
                    "expected the radio to sleep, the module says OK and stays on (+CFUN: 1)",
                    "wait: it is told again; if it stays on, let the board switch its supply");
        }
        enter(state == ModemState.LOCKED ? ModemState.LOCKED : ModemState.READY);
        return new Step.Done<>(state);
    }

    /// Gives the port back to others, the module as it is. Waking it again opens the port anew.
    public void release() {
        line.close("the port was given back");
        enter(ModemState.OFF);
    }

    /// Takes the module's power away and wakes it again: by its supply, or by its power-off command
    /// and its power key, or on a board without such wires by a restart.
    public Step<Identity> powerCycle(Deadline deadline) {
        line.packets().ifPresent(service -> service.lost("the module's power is cycled"));
        if (!board.modulePower().cycleSupply()) {
            new SwitchingOff(board, line, dialect).run(deadline);
        }
        enter(ModemState.OFF);
        return wake(deadline);
    }

    /// `+CFUN: 1` (3GPP TS 27.007 8.2); one that does not tell is believed.
    private boolean saysRadioIsOn(Deadline deadline) {
        return line.execute(Command.query("AT+CFUN?", "+CFUN:"), deadline) instanceof Reply.Ok ok
                && Fields.of(ok.first()).number(0).orElse(0) == FULL_FUNCTION;
    }

    /// A module that leaves a command unanswered keeps no state that could be built upon.
    private void doubt(Reply reply) {
        if (reply instanceof Reply.Unanswered) {
            enter(ModemState.BOOTING);
        }
    }

    private Step<Identity> initialise(Means helped, Deadline deadline) {
        hungUp(helped, deadline);
        for (String setting : List.of("ATE0V1", "AT+CMEE=1", "AT+CREG=1")) {
            if (set(setting, settings.limits().command(), deadline)
                    instanceof Reply.Unanswered unanswered) {
                return Troubles.of(
                        unanswered,
                        "the module to take " + setting,
                        Cause.MODULE,
                        "restart the unit");
            }
        }
        Optional<Step.Failed<Identity>> misfit = line.packets().flatMap(Modem::misfit);
        if (misfit.isPresent()) {
            return misfit.get();
        }
        Reply radio = set("AT+CFUN=1", settings.limits().radio(), deadline);
        if (!(radio instanceof Reply.Ok)) {
            return Troubles.of(
                    radio, "the radio to start", Cause.MODULE, "check the module's supply");
        }
        Step<Identity> identity = identify(deadline);
        if (identity instanceof Step.Done<Identity>(Identity known)) {
            line.remember(known);
            enter(ModemState.READY);
        }
        return identity;
    }

    /// One late answer is no reason to give up a module that has just answered: once the line is in
    /// step again the setting is sent a second time. What was set before a restart is lost, so that
    /// one ends the attempt.
    private Reply set(String setting, Duration patience, Deadline deadline) {
        Reply reply = line.execute(Command.of(setting), patience, deadline);
        boolean late =
                switch (reply) {
                    case Reply.Silence _, Reply.OutOfStep _, Reply.Unreadable _ -> true;
                    case Reply.Ok _,
                            Reply.Connect _,
                            Reply.Refusal _,
                            Reply.Restarted _,
                            Reply.DataMode _,
                            Reply.Dead _ ->
                            false;
                };
        boolean again =
                late
                        && line.probe(board.time().after(LATENESS).earlier(deadline))
                                instanceof Reply.Ok
                        && !line.hasRestarted();
        if (again) {
            board.journal().event("module.late", "command", setting);
        }
        return again ? line.execute(Command.of(setting), patience, deadline) : reply;
    }

    private static Optional<Step.Failed<Identity>> misfit(PacketService service) {
        return service.misfit()
                .map(reason ->
                        new Step.Failed<>(
                                Cause.DIALECT,
                                reason,
                                "correct the dialect in the unit's configuration, or leave it out"
                                        + " to have it found by itself"));
    }

    /// What the module has said by itself since the last step outweighs that step.
    private ModemState heardState() {
        if (line.hasRestarted()) {
            return ModemState.BOOTING;
        }
        if (!line.isOpen()) {
            return ModemState.OFF;
        }
        if (state == ModemState.ONLINE && line.isOutOfStep()) {
            return ModemState.BOOTING;
        }
        boolean lostContext =
                state == ModemState.ONLINE
                        && !line.packets().map(PacketService::isOpen).orElse(false);
        return lostContext ? ModemState.REGISTERED : state;
    }

    private void enter(ModemState next) {
        if (next != state) {
            state = next;
            board.journal().event("modem.state", "state", next);
        }
    }
}
