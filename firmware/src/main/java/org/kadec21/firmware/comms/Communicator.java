package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.mail.MailRendering;
import org.kadec21.firmware.mail.ReportPost;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.sensor.Sampler;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Time;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.Uplink;
import org.kadec21.modem.Usage;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The task that decides when to go on air. It may hang for as long as its limits allow without
/// anybody else noticing.
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public final class Communicator {

    /// The wall clock may be set while the task sleeps; so often it looks again.
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    /// A reading due together with the schedule is taken first; a sampler that hangs is not waited
    /// for longer.
    private static final Duration SAMPLE_FIRST_LIMIT = Duration.ofSeconds(10);

    /// A module that may be on air without being wanted there is told so again after this time. The
    /// reset ladder has its own budget; in between nobody calls.
    private static final Duration QUIETEN_AFTER = Duration.ofMinutes(5);

    private static final Duration QUIETEN_LIMIT = Duration.ofMinutes(5);

    private final UnitConfig unit;
    private final Way way;
    private final Sampler sampler;
    private final Time time;
    private final Journal journal;
    private final Notices notices;
    private final Servers servers;
    private final Signal changed;
    private final Signal windowEnded;
    private final Signal rested;
    private final OwedRecords owed;
    private final MailDelays delays;
    private final Agenda agenda;
    private final CostMeter meter;
    private final Dispatch dispatch;
    private final TlsMemory tlsMemory;
    private final Storage storage;
    private final ClockHint clock;
    private final Complaints complaints;
    private final Complaints leftovers;
    private final ModuleWatch module;
    private final OnlineWork work;
    private Optional<WindowResult> lastResult = Optional.empty();
    private int windows;
    private Deadline quietenAt = Deadline.never();
    private boolean callAtOnce;
    private boolean onAir;
    private boolean alarmPostedOnAir;
    private boolean held;
    private boolean stopping;
    private boolean working;
    private boolean ended;

    /// How the unit reaches its servers.
    ///
    /// @param ended told how each window ended; must not wait
    public record Way(Uplink uplink, Submissions submissions, Consumer<WindowResult> ended) {

        private Way watchedBy(LoginWatch logins) {
            return new Way(uplink, logins.watching(submissions), ended);
        }
    }

    /// What the unit has to send.
    ///
    /// @param sampler adds to it
    /// @param supplyIsLow asked before recorded data is sent
    public record Holdings(Storage storage, Sampler sampler, BooleanSupplier supplyIsLow) {}

    /// @param work what else is done while the unit is online
    /// @param callAtStart whether to open a first window although nothing may be due, to find out
    ///   whether the way is clear
    public Communicator(
            Board board,
            UnitConfig unit,
            Holdings holdings,
            Way way,
            OnlineWork work,
            Notices notices,
            boolean callAtStart) {
        this.unit = unit;
        this.storage = holdings.storage();
        this.sampler = holdings.sampler();
        this.work = work;
        this.way = way.watchedBy(new LoginWatch(board.journal(), notices));
        this.time = board.time();
        this.journal = board.journal();
        this.notices = notices;
        RandomGenerator chance = board.randomness().generator();
        this.windowEnded = board.tasks().signal("window ended");
        this.rested = board.tasks().signal("comms rests");
        this.changed = board.tasks().signal("comms");
        this.owed =
                new OwedRecords(
                        unit.monitoring().schedule(), unit.zone(), storage, time, journal, notices);
        this.delays = new MailDelays(unit.retry().mail(), time, chance);
        this.agenda =
                new Agenda(
                        storage,
                        new CutMaker(unit, storage, time, notices),
                        owed,
                        delays,
                        holdings.supplyIsLow(),
                        time);
        this.meter = new CostMeter(way.uplink(), unit.energy(), time, journal);
        MailRendering rendering = new MailRendering(unit, board.randomness());
        this.dispatch = new Dispatch(unit, storage, rendering, delays, meter, time, notices);
        this.tlsMemory = new TlsMemory(storage.state(), time, unit.retry().tlsMemory());
        this.servers =
                new Servers(
                        unit.serverList(),
                        unit.retry(),
                        new LockOuts(storage.state(), time),
                        time,
                        chance,
                        journal,
                        notices);
        this.clock = new ClockHint(time, notices);
        this.complaints = new Complaints(time);
        this.leftovers = new Complaints(time);
        HardwareReport hardware =
                new HardwareReport(
                        new ReportPost(unit, rendering::alarm, storage.outbox(), time),
                        storage.state(),
                        journal,
                        notices);
        this.module = new ModuleWatch(unit, time, notices, hardware::wrong);
        this.callAtOnce = callAtStart;
    }

    /// The task's body: runs until it is told to stop.
    public void run() {
        while (!stopping) {
            owed.saveIfOnlyInMemory();
            if (owed.isDue()) {
                sampleFirst();
                owed.take();
            }
            Deadline due =
                    callAtOnce ? time.after(Duration.ZERO) : agenda.dueAt(servers.patience());
            if (held) {
                changed.await(owed.schedule().next().earlier(time.after(LONGEST_SLEEP)));
            } else if (time.isOver(due)) {
                callAtOnce = false;
                work(this::window);
            } else if (time.isOver(quietenAt)) {
                work(() -> way.uplink().quieten(time.after(QUIETEN_LIMIT)));
            } else {
                changed.await(
                        due.earlier(owed.schedule().next())
                                .earlier(quietenAt)
                                .earlier(time.after(LONGEST_SLEEP)));
                if (quietenAt.equals(Deadline.never())) {
                    quietenAt = nextQuietening();
                }
            }
        }
        way.uplink().release();
        ended = true;
        rested.raise();
    }

    /// Keeps the unit off the air, so that somebody else can have the module, until [#resume()].
    /// What becomes due meanwhile waits.
    ///
    /// @param deadline how long to wait for the end of a window that is open
    /// @return false when it did not end in time, and nothing is held
    public boolean hold(Deadline deadline) {
        held = true;
        changed.raise();
        while (working && rested.await(deadline)) {
            // looks again
        }
        held = !working;
        if (held) {
            handOver();
        }
        return held;
    }

    /// Has the module start anew, so that its SIM asks for its PIN; only while the unit is held off
    /// the air.
    public void restartModule(Deadline deadline) {
        way.uplink().restart(deadline);
        way.uplink().release();
    }

    /// A module that nobody has woken yet may be switched off.
    private void handOver() {
        if (way.uplink().module().isEmpty()) {
            way.uplink().quieten(time.after(QUIETEN_LIMIT));
        }
        way.uplink().release();
    }

    /// Ends a [#hold(Deadline)].
    public void resume() {
        held = false;
        changed.raise();
    }

    /// Has the task end: at once, or when the window that is open has ended.
    public void stop() {
        stopping = true;
        changed.raise();
    }

    /// Waits until the task has ended and the module is free; false when `deadline` came first.
    public boolean awaitEnd(Deadline deadline) {
        while (!ended && rested.await(deadline)) {
            // looks again
        }
        return ended;
    }

    /// The server that is called next, and as much TLS as is demanded of it by now.
    public SubmissionPolicy server() {
        return tlsMemory.hardened(servers.current().policy());
    }

    /// An alarm lies in the outbox: it goes at once, or with the next mail of a window that is
    /// open.
    public void alarmPosted() {
        alarmPostedOnAir = onAir;
        servers.newAlarm();
        changed.raise();
    }

    /// The unit's clock was set: what is due by it is looked at anew, and a call that failed over
    /// certificates or policy is made again at once.
    ///
    /// @throws FlashFullException when the memory of TLS cannot move along
    public void clockSet(Duration step) {
        callAtOnce |=
                lastResult.isPresent()
                        && lastResult.get() instanceof WindowResult.Failed failed
                        && failed.scope() == Scope.SECURITY;
        changed.raise();
        tlsMemory.clockSet(step);
    }

    /// Calls the server, whether or not something is due, and waits for the end of that call.
    ///
    /// @return false when it did not end until `deadline`
    public boolean call(Deadline deadline) {
        int before = windows;
        callAtOnce = true;
        changed.raise();
        while (windows == before && windowEnded.await(deadline)) {
            // looks again
        }
        return windows > before;
    }

    /// Waits for the end of the first window.
    ///
    /// @param deadline when to give up waiting; [Deadline#never()] for as long as it takes
    public Optional<WindowResult> awaitResult(Deadline deadline) {
        while (lastResult.isEmpty() && windowEnded.await(deadline)) {
            // looks again
        }
        return lastResult;
    }

    /// Where communication stands.
    public CommsStatus status() {
        return new CommsStatus(
                owed.schedule().nextInstant(),
                owed.upTo(),
                onAir,
                agenda.isEmpty(),
                servers.patience(),
                lastResult,
                way.uplink().module(),
                clock.network(),
                meter.total(),
                meter.joules());
    }

    private void work(Runnable job) {
        working = true;
        job.run();
        quietenAt = nextQuietening();
        working = false;
        rested.raise();
    }

    private Deadline nextQuietening() {
        return way.uplink().isQuiet() ? Deadline.never() : time.after(QUIETEN_AFTER);
    }

    private void sampleFirst() {
        Deadline limit = time.after(SAMPLE_FIRST_LIMIT);
        while (sampler.isBehind() && sampler.moved().await(limit)) {
            // looks again
        }
    }

    private void window() {
        Usage before = meter.total();
        alarmPostedOnAir = false;
        onAir = true;
        WindowResult result =
                new Window(
                                servers,
                                way.uplink(),
                                way.submissions(),
                                tlsMemory,
                                agenda,
                                dispatch,
                                clock,
                                work,
                                time)
                        .run();
        onAir = false;
        way.uplink()
                .restless()
                .ifPresentOrElse(
                        reason -> leftovers.heard(reason).ifPresent(notices::trouble),
                        leftovers::forget);
        delays.retain(storage.outbox().open());
        meter.journal("comms.window", unit.id(), before);
        module.saw(way.uplink().module());
        lastResult = Optional.of(judge(result));
        windows++;
        work.windowEnded(result);
        windowEnded.raise();
        way.ended().accept(result);
    }

    /// What is due and can be begun after a window that went well came while it closed, or is more
    /// than one connection carries: it goes at once (law 5).
    ///
    /// @return the result, with a note to the operator where there is one
    private WindowResult judge(WindowResult result) {
        return switch (result) {
            case WindowResult.Completed completed -> {
                complaints.forget();
                if (time.isOver(agenda.dueAt(servers.patience())) && agenda.next().isEmpty()) {
                    servers.recordsCannotBegin();
                }
                yield completed;
            }
            case WindowResult.Failed failed -> {
                WindowResult.Failed explained =
                        failed.because(failed.reason() + operatorNote(failed));
                if (alarmPostedOnAir) {
                    servers.newAlarm();
                }
                journal.event(
                        "comms.failed",
                        "scope",
                        failed.scope(),
                        "failures",
                        servers.patience().failures());
                complaints
                        .heard(explained.reason())
                        .ifPresent(complaint ->
                                notices.callFailed(complaint, nextTry(), failed.needsOperator()));
                yield explained;
            }
        };
    }

    private String nextTry() {
        return shown(servers.patience().alarmsFrom())
                + " for alarms, "
                + shown(servers.patience().monitoringFrom())
                + " for records";
    }

    private String operatorNote(WindowResult.Failed failed) {
        if (failed.cause().equals(Optional.of(Attachment.Cause.REGISTRATION))) {
            return module.note();
        }
        SubmissionPolicy server = servers.current().policy();
        return switch (failed.scope()) {
            case ACCOUNT ->
                    switch (server.auth()) {
                        case Auth.Token token ->
                                " (operator: the token for "
                                        + server.host()
                                        + " may have expired; a new one in its token-file is"
                                        + " tried within the hour)";
                        case Auth.Password account -> checkAccount(server);
                        case Auth.None none -> checkAccount(server);
                    };
            case SECURITY ->
                    " (operator: check tls, ca and mechanisms for "
                            + server.host()
                            + " in the unit's configuration, and the unit's clock"
                            + clock.note()
                            + ")";
            case HOST, MAIL -> "";
        };
    }

    private static String checkAccount(SubmissionPolicy server) {
        return " (operator: check user and password for "
                + server.host()
                + " in the unit's configuration)";
    }

    private Instant shown(Deadline moment) {
        return time.now()
                .plusNanos(moment.atNanos() - time.nanos())
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
