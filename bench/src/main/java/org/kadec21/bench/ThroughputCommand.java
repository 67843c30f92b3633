package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.throughput.Ceiling;
import org.kadec21.bench.throughput.DialledThroughput;
import org.kadec21.bench.throughput.Row;
import org.kadec21.bench.throughput.Throughput;
import org.kadec21.bench.throughput.Transfer;
import org.kadec21.firmware.ExitCode;
import org.kadec21.hal.LinkException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `kadec21 throughput`: how much of the serial line a bulk transfer reaches through each dialect's
/// sockets and over PPP.
@Command(
        name = "throughput",
        header =
                "Measures bulk transfers through each socket dialect and over PPP against the"
                        + " line.",
        description = {
            "",
            "The unit's modem code sends and reads a bulk of bytes through the simulated module, in"
                + " virtual time: the same figures on every machine. The ceiling is the line rate"
                + " at 8N1 less commands, prompts, announcements, results and waits the vendor"
                + " demands; with PPP less the heads of IP and TCP and the frame, largest packets"
                + " assumed. Wire up and wire down are all the bytes of a transfer on the serial"
                + " line, acknowledgements and commands too.",
            "",
            "Over PPP the unit's own TCP sends and reads, and then does both at once (up+, down+)."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 throughput",
            "  kadec21 throughput --bearer ppp",
            "  kadec21 throughput --bearer sockets --speed 9600 --bytes 65536 --json",
            "",
            "Exit codes: 0 every way reaches 90%% of its ceiling; 64 usage; 65 one does not; 70"
                    + " bug."
        },
        mixinStandardHelpOptions = true)
final class ThroughputCommand implements Callable<Integer> {

    /// What a bulk transfer has to reach of its ceiling.
    private static final double DEMANDED = 0.9;

    /// The slowest line, and the least that is bulk.
    private static final int LEAST = 300;

    private static final int MOST_BYTES = 1 << 26;
    private static final int MOST_SPEED = 4_000_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "262144",
            description = "How much goes each way (default: ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(
            names = "--speed",
            paramLabel = "BPS",
            defaultValue = "115200",
            description = "Speed of the serial line in bit/s (default: ${DEFAULT-VALUE}).")
    private int speed;

    @Option(
            names = "--bearer",
            paramLabel = "B",
            description =
                    "Only this one: sockets (the module's own TCP) or ppp (default: both, beside"
                            + " each other).")
    private @Nullable Bearer bearer;

    @Option(names = "--json", description = "One object on stdout instead of the table.")
    private boolean json;

    /// What carries the bytes.
    private enum Bearer {
        sockets,
        ppp
    }

    @Override
    public Integer call() throws LinkException {
        demand("--bytes", bytes, MOST_BYTES);
        demand("--speed", speed, MOST_SPEED);
        List<Throughput> dialects = new ArrayList<>();
        if (bearer != Bearer.ppp) {
            for (Ceiling ceiling : Ceiling.all()) {
                dialects.add(Throughput.measure(ceiling, speed, bytes));
            }
        }
        List<DialledThroughput> dialled = new ArrayList<>();
        if (bearer != Bearer.sockets) {
            dialled.add(DialledThroughput.measure(speed, bytes));
        }
        List<Row> rows = Row.all(dialects, dialled);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? asJson(dialects, dialled) : asTable(rows));
        out.flush();
        boolean enough = rows.stream().allMatch(row -> row.share() >= DEMANDED);
        return enough ? ExitCode.OK : ExitCode.BAD_DATA;
    }

    private void demand(String option, int value, int most) {
        if (value < LEAST || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: expected %d to %d, but came %d".formatted(option, LEAST, most, value));
        }
    }

    private String asTable(List<Row> rows) {
        String table =
                rows.stream()
                        .map(row -> row.text() + System.lineSeparator())
                        .collect(Collectors.joining());
        return "%d bytes each way at %d bit/s 8N1 (%d bytes/s), virtual time%n%n%s%n%s%n%s"
                .formatted(
                        bytes,
                        speed,
                        speed / 10,
                        Row.HEAD,
                        table,
                        "ceiling: payload over the time of payload, framing and wait on the line");
    }

    private String asJson(List<Throughput> dialects, List<DialledThroughput> dialled) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("bytes", bytes);
        object.put("bits_per_second", speed);
        object.put("dialects", dialects.stream().map(this::fields).toList());
        dialled.forEach(one -> object.put("ppp", fields(one)));
        return Json.line(object);
    }

    private Map<String, Object> fields(Throughput one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dialect", one.ceiling().dialect().name());
        fields.put("up_ceiling", Math.round(one.ceiling().up(speed)));
        fields.put("up", Math.round(one.up().up()));
        fields.put("up_share", one.upShare());
        fields.put("down_ceiling", Math.round(one.ceiling().down(speed)));
        fields.put("down", Math.round(one.down().down()));
        fields.put("down_share", one.downShare());
        wire(fields, "up", one.up());
        wire(fields, "down", one.down());
        return fields;
    }

    private static Map<String, Object> fields(DialledThroughput one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ceiling", Math.round(one.ceiling()));
        fields.put("up", Math.round(one.up().up()));
        fields.put("down", Math.round(one.down().down()));
        fields.put("both_up", Math.round(one.both().up()));
        fields.put("both_down", Math.round(one.both().down()));
        fields.put("least_share", one.leastShare());
        wire(fields, "up", one.up());
        wire(fields, "down", one.down());
        wire(fields, "both", one.both());
        return fields;
    }

    private static void wire(Map<String, Object> fields, String name, Transfer transfer) {
        fields.put(name + "_wire_up", transfer.wireUp());
        fields.put(name + "_wire_down", transfer.wireDown());
    }
}
