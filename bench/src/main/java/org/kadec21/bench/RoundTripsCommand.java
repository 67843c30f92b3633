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
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `kadec21 roundtrips`: what submission costs over a slow link, ours beside other programs.
@Command(
        name = "roundtrips",
        header = "Measures submission over a slow link, beside Angus, msmtp and curl.",
        description = {
            "",
            "Each program submits mails of 1 KiB with AUTH PLAIN through the same line to the same"
                + " server: the simulated provider with an RSA-2048 certificate and no"
                + " intermediate, or --server. The line is a proxy on loopback in real time, so"
                + " that all of it takes about four minutes; --quick measures ours alone, one mail"
                + " each way."
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
        Path folder = Files.createTempDirectory("kadec21-roundtrips");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        LinkShape shape = new LinkShape(Duration.ofMillis(Math.clamp(roundTrip, 0, 60_000)), rate);
        try (TestMails mails = TestMails.in(folder)) {
            RoundTripTable table = new RoundTripTable(shape, rows(shape, mails, folder, err));
            out.println(json ? Json.line(table.json()) : table.words());
            for (Contender missing : ALL) {
                if (!missing.isInstalled()) {
                    out.println(missing.name() + " is not installed");
                }
            }
            out.flush();
            return ExitCode.OK;
        } catch (IOException failed) {
            err.println("kadec21: " + failed.getMessage());
            return ExitCode.UNAVAILABLE;
        }
    }

    private List<Row> rows(LinkShape shape, TestMails mails, Path folder, PrintWriter err)
            throws Exception {
        List<Row> rows = new ArrayList<>();
        Comparison comparison =
                new Comparison(
                        shape,
                        InetAddress.getLoopbackAddress(),
                        step -> {
                            err.println(step + " ...");
                            err.flush();
                        });
        for (Security security : Security.values()) {
            if (server.leavesOut(security)) {
                continue;
            }
            Place place =
                    server.isForeign() ? server.place(spec.commandLine()) : lab(folder, security);
            for (int count : quick ? List.of(1) : List.of(1, MANY)) {
                for (Contender contender : quick ? ALL.subList(0, 1) : ALL) {
                    if (contender.isInstalled()) {
                        rows.add(
                                comparison.measure(
                                        contender,
                                        new Task(
                                                security,
                                                place.host(),
                                                place.port(),
                                                place.account(),
                                                mails.first(count))));
                    }
                }
            }
        }
        return rows;
    }

    private static Place lab(Path folder, Security security) throws Exception {
        LabServer lab = LabServer.start(folder, security);
        return new Place("localhost", lab.port(), lab.account());
    }
}
