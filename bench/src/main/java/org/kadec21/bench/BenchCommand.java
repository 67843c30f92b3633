package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.check.StationFile;
import org.kadec21.bench.config.BehaviourScript;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.config.WeatherFile;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.run.BenchSummary;
import org.kadec21.bench.run.RowShift;
import org.kadec21.bench.run.Visit;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.CsvException;
import org.kadec21.firmware.sensor.CsvReplay;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.simulation.realtime.Watchdog;
import org.kadec21.submission.SubmissionPolicy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/// `kadec21 bench`: the main job.
@Command(
        name = "bench",
        header = "Lets a simulated unit live through a station's file and checks its mailbox.",
        description = {
            "",
            "A unit with a simulated module, carrier and mail provider samples every row of the"
                + " file in virtual time, raises the alarms of its rules, and mails. At the end the"
                + " mailbox is read over POP3 and held against the file: every record once, every"
                + " alarm the rules define.",
            "",
            "Same seed, same input: same run, byte for byte (journal_sha256)."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 bench",
            "  kadec21 bench --from 2013-03-01 --to 2013-04-01 --out march",
            "  kadec21 bench --data my-station.csv --rtt 600 --rate 4800,19200 --json",
            "  kadec21 bench --unit config/units/n2-legacy.yaml --shift-to 2008-08-01 --to"
                    + " 2008-11-01",
            "  kadec21 bench --unit config/units/n2-moving.yaml --shift-to 2008-09-25 --to"
                    + " 2008-10-10 --provider-at kona.co.jp=config/providers/kona.yaml",
            "  kadec21 bench --unit config/units/n2-old-band.yaml --shift-to 2012-07-15 --to"
                    + " 2012-07-28",
            "  kadec21 bench --unit config/units/n2-dual-band.yaml --shift-to 2012-07-15 --to"
                    + " 2012-07-28",
            "  kadec21 bench --unit config/units/n2-dual-band.yaml --image unit.jar --to"
                    + " 2013-01-08",
            "",
            "Exit codes: 0 everything arrived; 64 usage; 65 something was lost, altered or doubled"
                + " unmarked, or the data file cannot be used, or the image is refused; 69 the"
                + " folder of --out cannot be used; 70 bug; 75 something still waits on the unit's"
                + " flash; 78 configuration."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final Duration BOOT_BEFORE_FIRST_ROW = Duration.ofMinutes(1);
    private static final int HUNG_AFTER_SECONDS = 60;

    @Spec private CommandSpec spec;

    @Mixin private UnitFile unitFile = new UnitFile();

    @Mixin private ImageOption image = new ImageOption();

    @Option(
            names = "--data",
            paramLabel = "CSV",
            description =
                    "A station's file, see docs/sensor-csv.md (default: data/wind-jfk-2013.csv).")
    private @Nullable Path data;

    @Option(
            names = "--shift-to",
            paramLabel = "DATE",
            description =
                    "Move the file's rows by whole days so that the first lies on this day, as"
                            + " 2012-01-01: that year's carrier meets the file's weather (default:"
                            + " as observed).")
    private @Nullable LocalDate shiftTo;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = DateOption.class,
            description =
                    "First row that counts, as 2013-03-01 (midnight UTC) or 2013-03-01T09:00:00Z"
                            + " (default: the file's first).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "First row that counts no more, in the same form (default: none).")
    private @Nullable Instant to;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides everything that chance decides (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private CarrierOptions carrier = new CarrierOptions();

    @Option(
            names = "--provider",
            paramLabel = "FILE",
            description =
                    "The mail provider's rules, see docs/configuration.md (default:"
                            + " config/providers/generic.yaml).")
    private @Nullable Path provider;

    @Mixin private BehaviourOption behaviour = new BehaviourOption();

    @Option(
            names = "--provider-at",
            paramLabel = "HOST=FILE",
            description =
                    "Rules of their own for one of the unit's servers; may be given for each"
                            + " (default: those of --provider).")
    private Map<String, Path> providersAt = new LinkedHashMap<>();

    @Option(
            names = "--weather",
            paramLabel = "FILE",
            description =
                    "When the module misbehaves, and how, see docs/module-faults.md (default:"
                            + " never).")
    private @Nullable Path weather;

    @Option(
            names = "--visit",
            paramLabel = "DATE=FILE",
            converter = DateOption.class,
            description =
                    "From that date, in the form of --from, the unit is the one of this file:"
                            + " switched off, module exchanged, switched on; its flash stays. See"
                            + " 'kadec21 convert'. May be given again.")
    private Map<Instant, Path> visits = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep mailbox, journal, AT trace and plot in this new or empty folder.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description = "Print the result as one JSON object, the last line of stdout.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        checkRange();
        Path dataFile = data == null ? Home.path("data", "wind-jfk-2013.csv") : data;
        List<String> written = lines(dataFile);
        List<String> rows = shiftTo == null ? written : RowShift.to(shiftTo, written);
        return run(carrier.unit(image.unit(unitFile)), dataFile, rows, spec.commandLine().getErr());
    }

    private static List<String> lines(Path file) {
        try (BufferedReader reader = new BufferedReader(HostFiles.text(file))) {
            return reader.lines().toList();
        } catch (IOException unreadable) {
            throw new CsvException("--data: expected a CSV file, but " + unreadable.getMessage());
        }
    }

    /// A file without its columns is refused before anything is simulated.
    private static void requireColumns(Path file, List<String> lines, UnitConfig config) {
        StringReader text = new StringReader(String.join("\n", lines));
        new CsvReplay(file.toString(), text, config.channelNames(), Optional.empty());
    }

    private int run(UnitConfig config, Path dataFile, List<String> lines, PrintWriter err)
            throws IOException {
        requireColumns(dataFile, lines, config);
        StationFile station = StationFile.read(lines, config.channelNames(), first(), last());
        if (station.rows().isEmpty()) {
            throw new CsvException(
                    dataFile
                            + ": expected rows from "
                            + shown(first(), "its first")
                            + " to "
                            + shown(last(), "its last")
                            + ", but there is none that counts; check --from and --to, and the file"
                            + " against docs/sensor-csv.md");
        }
        BehaviourScript faults = behaviour.script();
        if (faults.hasExpiredCertificate()) {
            throw wrong("cert-expired is played by 'kadec21 provider' only; choose another");
        }
        try (OutFolder folder = OutFolder.create(out)) {
            WorldSetup setup =
                    WorldSetup.standard(
                                    seed,
                                    station.rows().getFirst().time().minus(BOOT_BEFORE_FIRST_ROW),
                                    config)
                            .withCarrier(carrier.policy())
                            .withProvider(ProviderFile.read(providerFile()))
                            .withBehaviour(faults.plan(new SplittableRandom(seed)))
                            .withWeather(weather == null ? List.of() : WeatherFile.read(weather))
                            .withListeners(folder::journal, folder::trace);
            setup = withProvidersOfTheirOwn(setup);
            BenchJob job =
                    new BenchJob(
                            setup,
                            dataFile.getFileName().toString(),
                            lines,
                            first(),
                            last(),
                            visits(config),
                            image.installing(profile -> carrier.unit(unitFile.read(profile))));
            long started = System.nanoTime();
            BenchReport report = live(job, err);
            BenchSummary ofFile =
                    new BenchSummary(
                            report, Duration.ofNanos(System.nanoTime() - started), config.zone());
            BenchSummary summary = image.manifest().map(ofFile::booting).orElse(ofFile);
            folder.keep(report, config);
            print(summary);
            image.remarks(unitFile)
                    .forEach(remark -> err.println("kadec21: with this image " + remark));
            err.flush();
            return exitCode(report);
        } catch (LinkException | MailboxException e) {
            throw new IllegalStateException("the simulated provider failed", e);
        }
    }

    private List<Visit> visits(UnitConfig before) {
        List<Visit> planned = new ArrayList<>();
        visits.forEach((date, file) -> {
            UnitConfig unit = carrier.unit(UnitFile.read(file));
            if (!unit.id().equals(before.id())
                    || !unit.channelNames().equals(before.channelNames())) {
                throw wrong(
                        "--visit: expected a file of the same unit, with id "
                                + before.id()
                                + " and the same channels, but "
                                + file
                                + " is "
                                + unit.id()
                                + "'s");
            }
            planned.add(new Visit(date, unit));
        });
        return planned;
    }

    private WorldSetup withProvidersOfTheirOwn(WorldSetup setup) {
        List<String> hosts = setup.unit().servers().stream().map(SubmissionPolicy::host).toList();
        WorldSetup others = setup;
        for (Map.Entry<String, Path> place : providersAt.entrySet()) {
            if (!hosts.contains(place.getKey())) {
                throw wrong(
                        "--provider-at: expected one of the unit's servers ("
                                + String.join(", ", hosts)
                                + "), but came "
                                + place.getKey());
            }
            others = others.withProviderAt(place.getKey(), ProviderFile.read(place.getValue()));
        }
        return others;
    }

    private BenchReport live(BenchJob job, PrintWriter err) throws LinkException, MailboxException {
        ProgressLine progress = new ProgressLine(err, job.world().unit().zone());
        Notices notices =
                new Notices() {
                    @Override
                    public void trouble(String line) {
                        progress.say(line);
                    }
                };
        try {
            PrintStream stacks = System.err;
            BenchRun run = new BenchRun(job, notices, progress::at);
            try (Watchdog _ =
                    Watchdog.start(
                            run::steps,
                            Duration.ofSeconds(HUNG_AFTER_SECONDS),
                            stacks,
                            () -> System.exit(ExitCode.BUG))) {
                return run.run();
            }
        } finally {
            progress.end();
        }
    }

    private void print(BenchSummary summary) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            spec.commandLine().getErr().print(summary.text());
            spec.commandLine().getErr().flush();
            stdout.println(Json.line(summary.json()));
        } else {
            stdout.print(summary.text());
        }
        stdout.flush();
    }

    private static int exitCode(BenchReport report) {
        Verdict verdict = report.verdict();
        if (verdict.lost() > 0
                || verdict.duplicatesUnmarked() > 0
                || !verdict.problems().isEmpty()) {
            return ExitCode.BAD_DATA;
        }
        return verdict.waiting() > 0 ? ExitCode.DEFERRED : ExitCode.OK;
    }

    private void checkRange() {
        if (!first().isBefore(last())) {
            throw wrong(
                    "--to must be later than --from, but "
                            + last()
                            + " is not later than "
                            + first());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String shown(Instant moment, String unbounded) {
        return moment.equals(Instant.MIN) || moment.equals(Instant.MAX)
                ? unbounded
                : moment.toString();
    }

    private Path providerFile() {
        return provider == null ? Home.path("config", "providers", "generic.yaml") : provider;
    }

    private Instant first() {
        return from == null ? Instant.MIN : from;
    }

    private Instant last() {
        return to == null ? Instant.MAX : to;
    }
}
