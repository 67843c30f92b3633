package org.kadec21.firmware;

import org.kadec21.firmware.boot.Images;
import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.boot.Wiring;
import org.kadec21.firmware.clock.ClockedBoard;
import org.kadec21.firmware.clock.UnitClock;
import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.comms.TlsMemory;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.LossNotices;
import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.firmware.service.ServiceLog;
import org.kadec21.firmware.service.ServicePort;
import org.kadec21.firmware.service.ServicedUnit;
import org.kadec21.firmware.service.transfer.FirmwareOrder;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.transfer.TransferDesk;
import org.kadec21.firmware.update.BootLoader;
import org.kadec21.firmware.update.Slot;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.TraceText;
import org.kadec21.hal.host.DirectoryFlash;
import org.kadec21.hal.host.HostBoard;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.host.StdoutWatchdog;
import org.kadec21.hal.host.Termination;
import org.kadec21.hal.serial.JSerialPorts;
import org.kadec21.modem.HostUplink;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.Uplink;
import org.kadec21.modem.ppp.Capture;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A unit on this computer, from its start to its exit code.
final class RealUnit {

    /// A generous flash chip: 400 days of records, every mail, room to rewrite.
    static final long FLASH_BYTES = 64L << 20;

    /// The unit has to be started again, perhaps from another image: for its boot loader only.
    static final int STARTS_AGAIN = 79;

    /// What mains power shows.
    private static final int SUPPLY_MILLIVOLTS = 12_000;

    /// From a request to end to the end: tasks stop at their next wait, files are closed.
    private static final Duration TIDY_LIMIT = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final UnitDocument document;
    private final Optional<ServiceDesk> service;
    private final Optional<Slot> startedFrom;
    private final Path flashDirectory;
    private final Optional<String> serialPort;
    private final boolean forgetTls;
    private final boolean trace;
    private final Optional<Capture> capture;
    private final PrintWriter out;
    private final PrintWriter err;
    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private int exitCode = ExitCode.OK;
    private Optional<ServicePort.Door> servicePort = Optional.empty();
    private Optional<TransferDesk> images = Optional.empty();
    private Optional<TransferDesk.Wariness> wariness = Optional.empty();

    RealUnit(
            UnitDocument document,
            Optional<ServiceDesk> service,
            Optional<Slot> startedFrom,
            Path flashDirectory,
            Optional<String> serialPort,
            boolean forgetTls,
            boolean trace,
            Optional<Capture> capture,
            PrintWriter out,
            PrintWriter err) {
        this.document = document;
        this.service = service;
        this.startedFrom = startedFrom;
        this.flashDirectory = flashDirectory;
        this.serialPort = serialPort;
        this.forgetTls = forgetTls;
        this.trace = trace;
        this.capture = capture;
        this.out = out;
        this.err = err;
    }

    /// Boots the unit and waits for its end.
    int run(Sensors sensors, Pacing pacing, boolean keepTrying, boolean untilSettled)
            throws Exception {
        try (Termination _ = Termination.watch(tasks, TIDY_LIMIT);
                DirectoryFlash flash = DirectoryFlash.open(flashDirectory, FLASH_BYTES)) {
            Perseverance perseverance =
                    Perseverance.of(keepTrying || service.isPresent(), OutboxListing.of(flash));
            StderrNotices notices = new StderrNotices(err, perseverance);
            LossNotices losses = new LossNotices(notices);
            UnitClock clock = UnitClock.recover(flash, losses, time);
            ServiceLog log = new ServiceLog(losses, clock);
            Board board =
                    new ClockedBoard(
                            HostBoard.of(
                                            time,
                                            tasks,
                                            log,
                                            flash,
                                            new JSerialPorts(tasks, tasks, time),
                                            SUPPLY_MILLIVOLTS)
                                    .watchedBy(StdoutWatchdog.ofThisProcess()),
                            clock);
            ServicedUnit serviced =
                    tasks.call(() -> boot(board, log, sensors, pacing, notices, perseverance));
            tasks.start("watch", () -> watch(serviced, notices, perseverance, untilSettled));
            out.println("ready {\"format\":1,\"unit\":\"" + serviced.config().id() + "\"}");
            out.flush();
            HostTasks.End end = tasks.awaitEnd();
            servicePort.ifPresent(ServicePort.Door::remove);
            return switch (end) {
                case HostTasks.End.Completed completed -> exitCode;
                case HostTasks.End.PoweredOff off -> exitCode;
                case HostTasks.End.Failed failed -> ExitCode.BUG;
            };
        }
    }

    /// A port's name that was mistyped is told before anything begins.
    private void requirePort(Board board) throws LinkException {
        if (serialPort.isPresent()) {
            int speed = document.asDelivered().module().bitsPerSecond();
            board.ports().open(serialPort.get(), speed).close();
        }
    }

    private ServicedUnit boot(
            Board board,
            ServiceLog log,
            Sensors sensors,
            Pacing pacing,
            StderrNotices notices,
            Perseverance perseverance)
            throws LinkException {
        if (perseverance == Perseverance.NONE) {
            requirePort(board);
        }
        if (forgetTls) {
            TlsMemory.forgetAll(StateStore.open(board.flash(), board.journal()));
        }
        List<BootLoader> loaders = loaders(board);
        ServicedUnit serviced =
                ServicedUnit.boot(
                        board,
                        document,
                        (config, calling, settings) ->
                                Unit.boot(
                                        Wiring.of(
                                                        board,
                                                        config,
                                                        sensors,
                                                        pacing,
                                                        pins -> uplink(board, config, pins))
                                                .telling(notices)
                                                .changing(settings)
                                                .callingAtStart()
                                                .startedBy(loaders, this::startAgain)
                                                .takingImages(images(board, config, loaders))),
                        notices);
        if (service.isPresent()) {
            FirmwareOrder firmware = new FirmwareOrder(images(board, serviced.config(), loaders));
            servicePort =
                    Optional.of(
                            service.get()
                                    .serve(serviced, log, serialPort, tasks, List.of(firmware)));
        }
        return serviced;
    }

    /// Those that watch the image of this process, and tell what became of others.
    private List<BootLoader> loaders(Board board) {
        return Images.running(
                        board,
                        document.sendingRules(() -> SettingsStore.listed(board.flash())),
                        startedFrom)
                .loaders();
    }

    /// Where images go, whichever way they come: the same one as long as the process lives, held to
    /// the newest configuration.
    private TransferDesk images(Board board, UnitConfig config, List<BootLoader> loaders) {
        wariness = Optional.of(TransferDesk.Wariness.of(config));
        TransferDesk desk =
                images.orElseGet(() ->
                        new TransferDesk(
                                board,
                                TransferDesk.open(board, loaders),
                                () -> wariness.orElseThrow(),
                                Optional.of(this::startAgain)));
        images = Optional.of(desk);
        return desk;
    }

    private void startAgain() {
        exitCode = STARTS_AGAIN;
        tasks.powerOff("the unit starts again");
    }

    private Uplink uplink(Board board, UnitConfig config, PinMemory pins) {
        return serialPort
                .map(port -> ModuleUplinks.onPort(board, config, port, pins, tracing(), capture))
                .orElseGet(() ->
                        new HostUplink(
                                board.network(),
                                board.time(),
                                ModuleUplinks.known(config.serverList())));
    }

    private Trace tracing() {
        return trace ? new TraceText(err::println) : Trace.none();
    }

    /// Ends the unit when its first call fails, or when everything is settled, as far as that was
    /// asked for.
    private void watch(
            ServicedUnit serviced,
            StderrNotices notices,
            Perseverance perseverance,
            boolean untilSettled) {
        if (serviced.unit().awaitFirstWindow(Deadline.never()).orElseThrow()
                        instanceof WindowResult.Failed failed
                && perseverance.endsAfter(failed.needsOperator())) {
            exitCode = ExitCode.of(failed);
            tasks.powerOff("the first call failed");
            return;
        }
        notices.goOn();
        while (untilSettled && !serviced.unit().status().isSettled()) {
            tasks.sleepUntil(time.after(BETWEEN_LOOKS));
        }
        if (untilSettled) {
            tasks.powerOff("everything is settled");
        }
    }
}
