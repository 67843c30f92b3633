package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.FoundModule.Service;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.modem.dialect.PacketService;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A cellular module as an uplink. The radio is on, and counted, from waking the module until it
/// sleeps again; an attempt that fails, or is ended by an exception, puts it back to sleep too.
public final class ModemUplink implements Uplink {

    /// Putting the module to sleep gets this time whatever the deadline: a radio left on costs
    /// more.
    private static final Duration REST = Duration.ofSeconds(60);

    private final Board board;
    private final Modem modem;
    private final KnownAddresses known;
    private final Meter meter;
    private Optional<Attachment.Online> online = Optional.empty();
    private Optional<FoundModule> found = Optional.empty();
    private Optional<String> restless = Optional.empty();
    private boolean quiet = true;
    private boolean asleep;

    /// One over which every name is looked up.
    public ModemUplink(
            Board board, ModuleSettings settings, Dialect dialect, PinMemory pins, Trace trace) {
        this(board, settings, dialect, pins, trace, KnownAddresses.NONE);
    }

    /// @param trace where the AT dialogue is written down
    public ModemUplink(
            Board board,
            ModuleSettings settings,
            Dialect dialect,
            PinMemory pins,
            Trace trace,
            KnownAddresses known) {
        this.board = board;
        this.known = known;
        modem = new Modem(board, settings, dialect, pins, trace);
        meter = new Meter(board.time());
    }

    /// The module itself, for questions beyond going online.
    public Modem modem() {
        return modem;
    }

    @Override
    public Attachment goOnline(Deadline deadline) {
        if (online.isPresent() && modem.state() == ModemState.ONLINE) {
            return online.get();
        }
        online = Optional.empty();
        asleep = false;
        try {
            return switch (attach(deadline)) {
                case Step.Done<Attachment.Online>(Attachment.Online attachment) -> {
                    online = Optional.of(attachment);
                    yield attachment;
                }
                case Step.Failed<Attachment.Online>(
                                Attachment.Cause cause,
                                String reason,
                                String advice) -> {
                    board.journal().event("modem.offline", "cause", cause, "reason", reason);
                    rest(deadline);
                    yield new Attachment.Offline(cause, reason, advice);
                }
            };
        } catch (FlashException unremembered) {
            rest(deadline);
            throw unremembered;
        }
    }

    @Override
    public void goOffline(Deadline deadline) {
        if (online.isPresent()) {
            online = Optional.empty();
            rest(deadline);
            board.journal().event(quiet ? "modem.asleep" : "modem.restless");
        }
    }

    @Override
    public boolean isQuiet() {
        return quiet && !(asleep && hasStirred());
    }

    @Override
    public Optional<String> restless() {
        return restless;
    }

    @Override
    public void quieten(Deadline deadline) {
        if (modem.wake(deadline) instanceof Step.Done<Identity>) {
            meter.radioOn();
        }
        rest(deadline);
        board.journal().event(quiet ? "modem.asleep" : "modem.restless");
    }

    @Override
    public void restart(Deadline deadline) {
        if (modem.wake(deadline) instanceof Step.Done<Identity>) {
            meter.radioOn();
            modem.powerCycle(deadline);
        }
        rest(deadline);
        board.journal().event("modem.restarted");
    }

    @Override
    public void release() {
        modem.release();
    }

    @Override
    public Usage usage() {
        return meter.usage();
    }

    @Override
    public Optional<FoundModule> module() {
        return found;
    }

    /// Whether the sleeping module has restarted by itself, which switches its radio on again: it
    /// has said so, or its port is gone.
    private boolean hasStirred() {
        return switch (modem.state()) {
            case OFF, BOOTING -> true;
            case RECOVERING, GIVEN_UP, READY, LOCKED, REGISTERING, REGISTERED, ONLINE -> false;
        };
    }

    private void rest(Deadline deadline) {
        boolean reachable =
                switch (modem.state()) {
                    case OFF, RECOVERING, GIVEN_UP -> false;
                    case BOOTING, READY, LOCKED, REGISTERING, REGISTERED, ONLINE -> true;
                };
        Deadline own = board.time().after(REST);
        restless =
                reachable
                        ? complaint(modem.sleep(own.compareTo(deadline) < 0 ? deadline : own))
                        : Optional.empty();
        quiet = reachable && restless.isEmpty();
        asleep = quiet;
        meter.radioOff();
    }

    private static Optional<String> complaint(Step<ModemState> sleep) {
        return switch (sleep) {
            case Step.Done<ModemState> _ -> Optional.empty();
            case Step.Failed<ModemState>(_, String reason, String advice) ->
                    Optional.of(reason + "; " + advice);
        };
    }

    private Step<Attachment.Online> attach(Deadline deadline) {
        Step<Identity> awake = modem.wake(deadline);
        if (awake instanceof Step.Failed<Identity> failed) {
            return failed.of();
        }
        if (awake instanceof Step.Done<Identity>(Identity identity)) {
            found = Optional.of(new FoundModule(identity, new Service.Unasked()));
        }
        meter.radioOn();
        Step<SimState> unlocked = modem.unlock(deadline);
        if (unlocked instanceof Step.Failed<SimState> failed) {
            return failed.of();
        }
        Step<Registration> registered = modem.register(deadline);
        if (registered instanceof Step.Failed<Registration> failed) {
            if (failed.cause() == Attachment.Cause.REGISTRATION) {
                found = found.map(module -> module.with(new Service.None()));
            }
            return failed.of();
        }
        reportCell(deadline);
        Optional<Instant> networkTime =
                modem.networkTime(deadline) instanceof Step.Done<Instant>(Instant clock)
                        ? Optional.of(clock)
                        : Optional.empty();
        return switch (modem.openBearer(deadline)) {
            case Step.Done<PacketService>(PacketService packets) ->
                    new Step.Done<>(
                            new Attachment.Online(
                                    new MeteredBearer(
                                            known.over(packets::connect, board.time()),
                                            meter,
                                            board.time()),
                                    networkTime));
            case Step.Failed<PacketService> failed -> failed.of();
        };
    }

    private void reportCell(Deadline deadline) {
        String signal =
                modem.signal(deadline) instanceof Step.Done<SignalQuality>(SignalQuality quality)
                        ? quality.toString()
                        : "unknown";
        Optional<ServingCell> cell =
                modem.band(deadline) instanceof Step.Done<ServingCell>(ServingCell serving)
                        ? Optional.of(serving)
                        : Optional.empty();
        found = found.map(module -> module.with(new Service.Registered(cell)));
        String band =
                cell.map(serving -> serving.band() + " channel " + serving.channel())
                        .orElse("unknown");
        board.journal().event("modem.registered", "signal", signal, "band", band);
    }
}
