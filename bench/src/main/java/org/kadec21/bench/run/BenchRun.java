package org.kadec21.bench.run;

import org.kadec21.bench.check.StationFile;
import org.kadec21.bench.world.UnitLives;
import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.boot.UnitStatus;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.CsvReplay;
import org.kadec21.firmware.sensor.SensorSource;
import org.kadec21.hal.LinkException;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.modem.FoundModule;
import org.kadec21.simulation.carrier.Air;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Lets one unit live through a station's file and reads what arrived.
public final class BenchRun {

    private static final Duration STRIDE = Duration.ofHours(6);
    private static final Duration LAST_STRIDE = Duration.ofMinutes(1);

    /// How long a unit may take after the last row to get rid of what it owes: two daily mails and
    /// a day of back-off.
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final BenchJob job;
    private final Notices notices;
    private final Progress progress;
    private final StationFile station;
    private final Logins logins = new Logins();
    private volatile LongSupplier steps = () -> 0;

    /// Told of a run's progress.
    @FunctionalInterface
    public interface Progress {
        void at(Instant now, UnitStatus status);
    }

    public BenchRun(BenchJob job, Notices notices, Progress progress) {
        this.job = job;
        this.notices = notices;
        this.progress = progress;
        this.station =
                StationFile.read(
                        job.dataLines(), job.world().unit().channelNames(), job.from(), job.to());
    }

    /// Runs to the end.
    ///
    /// @throws MailboxException when a mailbox cannot be read: a bug of the simulated provider
    public BenchReport run() throws LinkException, MailboxException {
        WorldSetup setup = job.world();
        Consumer<String> journal = setup.journal().andThen(logins);
        try (UnitWorld world = Visits.worldFor(job, setup.withListeners(journal, setup.trace()))) {
            steps = world.world()::progress;
            job.prepare().accept(world);
            UnitLives unit =
                    new UnitLives(
                            world, recorded -> new RowsBefore(replay(recorded), job.to()), notices);
            return report(world, live(world, unit));
        }
    }

    /// Grows while the world moves; for a watchdog, from any thread.
    public long steps() {
        return steps.getAsLong();
    }

    /// @return how the unit stood when it was last seen with power
    private UnitStatus live(UnitWorld world, UnitLives unit) {
        Instant limit =
                station.rows().isEmpty()
                        ? job.world().start()
                        : station.rows().getLast().time().plus(PATIENCE);
        Visits visits = new Visits(job, world);
        UnitStatus status = unit.start();
        while (!(status.isSettled() && visits.areOver())
                && world.world().time().now().isBefore(limit)) {
            unit.runFor(visits.next(status.sensorEnded() ? LAST_STRIDE : STRIDE));
            status = unit.status().orElse(status);
            progress.at(world.world().time().now(), status);
        }
        return status;
    }

    /// The file from the first row of the range, or from behind what the unit has recorded.
    private SensorSource replay(Optional<Instant> recorded) {
        Instant before = job.from().equals(Instant.MIN) ? Instant.MIN : job.from().minusNanos(1);
        return new CsvReplay(
                job.dataName(),
                new StringReader(String.join("\n", job.dataLines())),
                job.world().unit().channelNames(),
                Optional.of(recorded.filter(before::isBefore).orElse(before)));
    }

    /// The module, its bands with their ends, and what served it last: `n2-dual (DB800-N2), new 800
    /// MHz and old 800 MHz (until 2012-07-22 00:00), last served on new 800 MHz (band class 0)`.
    private String moduleInWords(UnitStatus status) {
        Air air = job.world().carrier().air();
        ModuleProfile module =
                job.visits().isEmpty()
                        ? job.world().module()
                        : WorldSetup.moduleOf(job.visits().getLast().unit());
        return module.bands().stream()
                .map(band ->
                        band.words()
                                + air.endOf(band)
                                        .map(end -> " (until " + local(end) + ")")
                                        .orElse(""))
                .collect(
                        Collectors.joining(
                                " and ",
                                module.name() + " (" + module.model() + "), ",
                                status.comms()
                                        .module()
                                        .flatMap(FoundModule::cell)
                                        .map(cell -> ", last served on " + cell.band())
                                        .orElse("")));
    }

    private String local(Instant moment) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .format(moment.atZone(job.world().unit().zone()));
    }

    private static Optional<String> failure(WindowResult last) {
        return last instanceof WindowResult.Failed failed
                ? Optional.of(failed.reason())
                : Optional.empty();
    }

    private BenchReport report(UnitWorld world, UnitStatus status) throws MailboxException {
        Instant end = world.world().time().now();
        String digest = world.world().sealJournal();
        MailboxInspection inspection = MailboxInspection.of(world, station);
        return new BenchReport(
                inspection.verdict(),
                moduleInWords(status),
                status.comms().lastResult().flatMap(BenchRun::failure),
                status.isSettled(),
                logins.sessions(),
                status.comms().usage(),
                world.supplyReport(),
                job.world().seed(),
                digest,
                job.world().start(),
                end,
                Duration.between(job.world().start(), end),
                station,
                inspection.expectedAlarms(),
                inspection.delivered(),
                inspection.mailboxes());
    }
}
