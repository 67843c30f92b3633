package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.check.StationFile;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.run.BenchSummary;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.UnitFile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.LinkException;
import org.kadec21.mailbox.MailboxException;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.realtime.Watchdog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            "  kadec21 bench --unit config/units/n2-legacy.yaml --port25-blocked-from 2013-10-01",
            "",
            "Exit codes: 0 everything arrived; 64 usage; 65 something was lost, altered or doubled"
                + " unmarked; 69 a file or folder cannot be used; 70 bug; 75 something still waits"
                + " on the unit's flash; 78 configuration."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final Duration BOOT_BEFORE_FIRST_ROW = Duration.ofMinutes(1);
    private static final int HUNG_AFTER_SECONDS = 60;

    @Spec private CommandSpec spec;

    @Mixin private UnitFile unitFile = new UnitFile();

    @Option(
            names = "--data",
            paramLabel = "CSV",
            description =
                    "A station's file, see docs/sensor-csv.md (default: data/wind-jfk-2013.csv).")
    private @Nullable Path data;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "First row that counts.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "First row that counts no more.")
    private @Nullable Instant to;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides everything that chance decides (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "300",
            description =
                    "Round trip through the carrier in milliseconds (default: ${DEFAULT-VALUE}).")
    private int roundTripMillis;

    @Option(
            names = "--rate",
            paramLabel = "UP[,DOWN]",
            split = ",",
            arity = "1",
            defaultValue = "9600,64000",
            description =
                    "The carrier's rates in bit/s; one number stands for both (default:"
                            + " ${DEFAULT-VALUE}).")
    private List<Long> rates = List.of();

    @Option(
            names = "--port25-blocked-from",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "From when the carrier drops port 25 (OP25B). Without it, it never does.")
    private @Nullable Instant portBlockedFrom;

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
        checkNumbers();
        Path dataFile = data == null ? Home.path("data", "wind-jfk-2013.csv") : data;
        return run(unitFile.read(), dataFile, lines(dataFile), spec.commandLine().getErr());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(
                    "cannot read "
                            + file
                            + ": expected a CSV file in UTF-8, got "
                            + e
                            + "; name one with --data",
                    e);
        }
    }

    private int run(UnitConfig config, Path dataFile, List<String> lines, PrintWriter err)
            throws IOException {
        StationFile station = StationFile.read(lines, config.channelNames(), first(), last());
        if (station.rows().isEmpty()) {
            err.println(
                    dataFile
                            + ": no row of it counts between "
                            + first()
                            + " and "
                            + last()
                            + "; check --from and --to, and the file against docs/sensor-csv.md");
            return ExitCode.BAD_DATA;
        }
        try (OutFolder folder = OutFolder.create(out)) {
            WorldSetup setup =
                    WorldSetup.standard(
                                    seed,
                                    station.rows().getFirst().time().minus(BOOT_BEFORE_FIRST_ROW),
                                    config)
                            .withCarrier(carrier())
                            .withListeners(folder::journal, folder::trace);
            BenchJob job =
                    new BenchJob(setup, dataFile.getFileName().toString(), lines, first(), last());
            long started = System.nanoTime();
            BenchReport report = live(job, err);
            BenchSummary summary =
                    new BenchSummary(
                            report, Duration.ofNanos(System.nanoTime() - started), config.zone());
            folder.keep(report, config);
            print(summary);
            return exitCode(report);
        } catch (LinkException | MailboxException e) {
            throw new IllegalStateException("the simulated provider failed", e);
        }
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

    private CarrierPolicy carrier() {
        long up = rates.getFirst();
        CarrierPolicy policy =
                CarrierPolicy.auNet(List.of())
                        .withLine(Duration.ofMillis(roundTripMillis), up, rates.getLast());
        return policy.withBlocks(
                portBlockedFrom == null
                        ? List.of()
                        : List.of(new PortBlock(25, portBlockedFrom, List.of())));
    }

    private void checkNumbers() {
        if (roundTripMillis < 0) {
            throw wrong("--rtt: expected milliseconds, 0 or more, but came " + roundTripMillis);
        }
        if (rates.isEmpty() || rates.size() > 2 || rates.stream().anyMatch(rate -> rate < 300)) {
            throw wrong(
                    "--rate: expected one or two rates of 300 bit/s or more, such as 9600,64000,"
                            + " but came "
                            + rates);
        }
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

    private Instant first() {
        return from == null ? Instant.MIN : from;
    }

    private Instant last() {
        return to == null ? Instant.MAX : to;
    }
}
