package org.kadec21.bench;

import org.kadec21.bench.RoundTripsServer.Place;
import org.kadec21.bench.roundtrips.Comparison;
import org.kadec21.bench.roundtrips.Comparison.Row;
import org.kadec21.bench.roundtrips.Contender;
import org.kadec21.bench.roundtrips.Curl;
import org.kadec21.bench.roundtrips.LabServer;
import org.kadec21.bench.roundtrips.LinkShape;
import org.kadec21.bench.roundtrips.Msmtp;
import org.kadec21.bench.roundtrips.Ours;
import org.kadec21.bench.roundtrips.RoundTripTable;
import org.kadec21.bench.roundtrips.Security;
import org.kadec21.bench.roundtrips.StockAngus;
import org.kadec21.bench.roundtrips.Task;
import org.kadec21.bench.roundtrips.TestMails;
import org.kadec21.firmware.ExitCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// `kadec21 roundtrips`: what submission costs over a slow link, ours beside other programs.
@Command(
        name = "roundtrips",
        header = "Measures submission over a slow link, beside Angus, msmtp and curl.",
        description = {
            "",
            "Each program submits mails of 1 KiB with AUTH PLAIN through the same line to the same"
                + " server: the simulated provider with an RSA-2048 certificate and no"
                + " intermediate, or --server. The line is a proxy on loopback in real time, so"
                + " that all of it takes about eight minutes; --quick measures ours alone, one mail"
                + " each way. A turn is a wait for the server; those for the TCP handshake and for"
                + " the greeting, which nobody can spare, are not counted."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 roundtrips",
            "  kadec21 roundtrips --quick --json",
            "  kadec21 roundtrips --server localhost:587 --security starttls --ca ca.pem \\",
            "        --user u@example.test --password-file secret.txt",
            "",
            "Exit codes: 0 measured; 64 usage; 69 a server or program failed; 70 bug; 78 a file."
        },
        mixinStandardHelpOptions = true)
final class RoundTripsCommand implements Callable<Integer> {

    private static final List<Contender> ALL =
            List.of(new Ours(), new StockAngus(), new Msmtp(), new Curl());
    private static final int MANY = 10;

    private static final int MOST_MILLIS = 60_000;

    /// Below it a mail takes a minute; above it the proxy's own time shows.
    private static final int LEAST_RATE = 300;

    private static final int MOST_RATE = 100_000_000;

    @Spec private CommandSpec spec;

    @Mixin private RoundTripsServer server = new RoundTripsServer();

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            defaultValue = "300",
            description = "Round trip time in milliseconds (default: ${DEFAULT-VALUE}).")
    private int roundTrip;

    @Option(
            names = "--rate",
            paramLabel = "BPS",
            defaultValue = "9600",
            description = "Bit/s each way, 0 for no limit (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--quick", description = "Ours alone, one mail.")
    private boolean quick;

    @Option(names = "--json", description = "One object on stdout instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        LinkShape shape =
                new LinkShape(
                        Duration.ofMillis(demand("--rtt", roundTrip, 0, MOST_MILLIS)),
                        rate == 0 ? 0 : demand("--rate", rate, LEAST_RATE, MOST_RATE));
        Optional<Place> foreign =
                server.isForeign()
                        ? Optional.of(server.place(spec.commandLine()))
                        : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (TestMails mails = TestMails.make()) {
            RoundTripTable table =
                    new RoundTripTable(
                            shape, foreign.map(Place::chain).orElse(LabServer.CHAIN), left());
            List<Row> rows = new ArrayList<>();
            say(out, json ? "" : table.head());
            new Measuring(shape, mails, err, foreign)
                    .all(row -> {
                        rows.add(row);
                        say(out, json ? "" : RoundTripTable.line(row));
                    });
            say(out, json ? Json.line(table.json(rows)) + System.lineSeparator() : table.foot());
            return ExitCode.OK;
        } catch (IOException failed) {
            err.println("kadec21: " + failed.getMessage());
            return ExitCode.UNAVAILABLE;
        }
    }

    private List<Contender> left() {
        return contenders().stream().filter(one -> !one.isInstalled()).toList();
    }

    private List<Contender> contenders() {
        return quick ? ALL.subList(0, 1) : ALL;
    }

    private int demand(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: expected %d to %d, but came %d".formatted(option, least, most, value));
        }
        return value;
    }

    private static void say(PrintWriter out, String text) {
        out.print(text);
        out.flush();
    }

    /// Every contender at every task, in the order of the table.
    private final class Measuring {

        private final Comparison comparison;
        private final TestMails mails;
        private final Optional<Place> foreign;

        Measuring(LinkShape shape, TestMails mails, PrintWriter err, Optional<Place> foreign) {
            this.mails = mails;
            this.foreign = foreign;
            this.comparison =
                    new Comparison(
                            shape,
                            InetAddress.getLoopbackAddress(),
                            step -> say(err, step + " ..." + System.lineSeparator()));
        }

        void all(Consumer<Row> measured) throws Exception {
            for (Security security : Security.values()) {
                if (server.leavesOut(security)) {
                    continue;
                }
                if (foreign.isPresent()) {
                    at(foreign.get(), security, measured);
                } else {
                    try (LabServer lab = LabServer.start(mails.folder(), security)) {
                        Place place =
                                new Place(lab.host(), lab.port(), LabServer.CHAIN, lab.account());
                        at(place, security, measured);
                    }
                }
            }
        }

        private void at(Place place, Security security, Consumer<Row> measured) throws Exception {
            for (int count : quick ? List.of(1) : List.of(1, MANY)) {
                Task task =
                        new Task(
                                security,
                                place.host(),
                                place.port(),
                                place.account(),
                                mails.first(count));
                for (Contender contender : contenders()) {
                    if (contender.isInstalled()) {
                        measured.accept(comparison.measure(contender, task));
                    }
                }
            }
        }
    }
}
