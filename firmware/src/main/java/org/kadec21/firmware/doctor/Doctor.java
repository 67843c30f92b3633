package org.kadec21.firmware.doctor;

import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.config.ModuleClaim;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.Checkup.Finding;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Modem;
import org.kadec21.modem.ModemState;
import org.kadec21.modem.ModuleSettings;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Step;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.dialect.Dialect;
import org.kadec21.submission.SessionObserver;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// A checkup of everything between a unit and its mail server, from the port to the login, and
/// afterwards the module as it was found: a radio that was on stays on.
///
/// ```java
/// List<Finding> findings =
///         new Doctor(board, resolver, pins, trace, err::println).examine(order, time.after(limit), report::show);
/// ```
public final class Doctor {

    /// Leaving the module in good order gets this time whatever the deadline.
    private static final Duration LEAVING = Duration.ofSeconds(60);

    private static final int RADIO_ON = 1;
    private static final int MINIMUM = 0;

    private final Board board;
    private final Resolver resolver;
    private final PinMemory pins;
    private final Trace trace;
    private final Consumer<String> aside;

    /// A doctor at a board.
    ///
    /// @param resolver of this computer's network; a module looks names up by itself
    /// @param pins what became of PINs, so that a refused one is not tried again
    /// @param trace receives the dialogue with the module
    /// @param aside is told when the module could not be left in good order
    public Doctor(
            Board board, Resolver resolver, PinMemory pins, Trace trace, Consumer<String> aside) {
        this.board = board;
        this.resolver = resolver;
        this.pins = pins;
        this.trace = trace;
        this.aside = aside;
    }

    /// Runs all checks of an order.
    ///
    /// @param overall when they must be over
    /// @param listener is told of each finding as it comes
    public List<Finding> examine(Order order, Deadline overall, Consumer<Finding> listener) {
        return examine(order, overall, listener, SessionObserver.NONE);
    }

    /// The same, with somebody who looks on while the unit's own session goes its way.
    public List<Finding> examine(
            Order order, Deadline overall, Consumer<Finding> listener, SessionObserver onlooker) {
        Chart chart = new Chart(order.known());
        try {
            return new Checkup(board.time(), checks(order, chart, onlooker)).run(overall, listener);
        } finally {
            leave(chart);
        }
    }

    private List<Check> checks(Order order, Chart chart, SessionObserver onlooker) {
        List<Check> checks = new ArrayList<>();
        switch (order.bearer()) {
            case Order.Bearer.Host host -> {
                checks.add(new HostBearerCheck(board.network(), board.time(), chart));
                checks.add(new ClockCheck(board.time(), chart));
                checks.addAll(serverChecks(order, resolver, chart, onlooker));
            }
            case Order.Bearer.Serial serial when serial.isUnnamed() -> {
                checks.add(new PortListCheck(board.ports()));
                checks.add(new NamedPortCheck(board.ports(), List.of(), false, chart));
            }
            case Order.Bearer.Serial serial -> {
                checks.addAll(portChecks(serial, order.module(), chart));
                checks.addAll(moduleChecks(order, chart));
                checks.addAll(serverChecks(order, (host, deadline) -> List.of(), chart, onlooker));
            }
        }
        return checks;
    }

    private List<Check> portChecks(
            Order.Bearer.Serial serial, Optional<UnitConfig.Module> module, Chart chart) {
        return List.of(
                new PortListCheck(board.ports()),
                new NamedPortCheck(board.ports(), serial.ports(), serial.anyLikely(), chart),
                new RightsCheck(board.ports(), chart),
                new HolderCheck(board.ports(), chart),
                new ModuleCheck(
                        board,
                        serial.speeds(),
                        chart,
                        trace,
                        module.map(one -> new ModuleClaim(one.variant()))),
                new SpeedCheck(serial.speeds().getFirst(), chart));
    }

    private List<Check> moduleChecks(Order order, Chart chart) {
        Time time = board.time();
        CallLog log = new CallLog();
        Optional<String> dialect =
                order.module()
                        .map(UnitConfig.Module::dialect)
                        .filter(one -> one != UnitConfig.Dialect.AUTO)
                        .map(one -> one.name().toLowerCase(Locale.ROOT));
        List<Check> checks = new ArrayList<>();
        if (!order.dials()) {
            checks.add(new DialectCheck(dialect, chart));
        }
        checks.addAll(
                List.of(
                        new SimCheck(() -> modem(order, dialect, log, chart), chart),
                        new PinCheck(order.module().flatMap(UnitConfig.Module::pin), pins, chart),
                        new RegistrationCheck(time, order.carrier(), chart),
                        new SignalCheck(chart),
                        new OperatorCheck(order.carrier(), chart),
                        new BandCheck(time, order.zone(), order.carrier(), chart),
                        new ClockCheck(time, chart)));
        if (order.dials()) {
            checks.add(new DialCheck(time, log, chart));
            checks.addAll(LinkStageCheck.all(log));
            checks.add(new LinkBearerCheck(log));
        } else {
            checks.add(new ModuleBearerCheck(order.accessPoint(), time, chart));
        }
        return checks;
    }

    private List<Check> serverChecks(
            Order order, Resolver names, Chart chart, SessionObserver onlooker) {
        if (order.server().isEmpty()) {
            return List.of(new NoServerCheck());
        }
        SubmissionPolicy server = order.server().get();
        Time time = board.time();
        List<Check> checks = new ArrayList<>();
        List<String> known = order.known().of(server.host());
        boolean overLink = order.dials() && order.bearer() instanceof Order.Bearer.Serial;
        checks.add(
                overLink && known.isEmpty()
                        ? new LinkDnsCheck(server.host(), server.port(), time, chart)
                        : new DnsCheck(server.host(), known, names));
        for (int port : PortReachCheck.ports(server)) {
            checks.add(
                    new PortReachCheck(server, port, order.carrier(), order.zone(), time, chart));
        }
        checks.add(new TlsCheck(server, time, board.randomness(), chart));
        checks.add(new CertificateCheck(server, time, chart));
        checks.add(new AuthCheck(server, chart));
        checks.add(
                new LoginCheck(
                        server,
                        order.login() || order.mail().isPresent(),
                        time,
                        board.randomness(),
                        onlooker,
                        chart));
        checks.add(new SubmissionCheck(order.mail(), chart));
        return checks;
    }

    private Modem modem(Order order, Optional<String> dialect, CallLog log, Chart chart) {
        Optional<UnitConfig.Module> module = order.module();
        ModuleSettings settings =
                new ModuleSettings(
                        chart.module().port(),
                        chart.module().bitsPerSecond(),
                        new AccessPoint(
                                order.accessPoint(),
                                module.map(UnitConfig.Module::user).orElse(""),
                                module.map(UnitConfig.Module::password).orElse(Secret.of(""))),
                        module.flatMap(UnitConfig.Module::pin),
                        chart.interview().radio().equals(OptionalInt.of(MINIMUM))
                                ? ModuleSettings.Sleep.MINIMUM
                                : ModuleSettings.Sleep.AIRPLANE,
                        ModuleSettings.Limits.standard());
        Dialect spoken =
                DialectCheck.spoken(dialect, chart)
                        .map(name -> UnitConfig.Dialect.valueOf(name.toUpperCase(Locale.ROOT)))
                        .map(ModuleUplinks::dialect)
                        .orElseGet(NoSockets::new);
        return new Modem(
                board,
                settings,
                ModuleUplinks.dialect(
                        spoken,
                        order.bearing().only(order.bearing().ways().getFirst()),
                        ModuleUplinks.setup(board, order.capture()).observedBy(log)),
                pins,
                trace);
    }

    private void leave(Chart chart) {
        chart.sessionIfOpen().ifPresent(SubmissionSession::close);
        Deadline deadline = board.time().after(LEAVING);
        chart.modemIfWoken()
                .ifPresent(modem -> {
                    boolean wasOn = chart.interview().radio().equals(OptionalInt.of(RADIO_ON));
                    Step<ModemState> left = modem.closeBearer(deadline);
                    if (left instanceof Step.Done<ModemState> && !wasOn) {
                        left = modem.sleep(deadline);
                    }
                    if (left instanceof Step.Failed<ModemState>(_, String reason, String advice)) {
                        aside.accept(reason + "; " + advice);
                    }
                    modem.release();
                });
    }
}
