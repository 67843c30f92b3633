package org.kadec21.bench;

import org.kadec21.bench.throughput.Ceiling;
import org.kadec21.bench.throughput.Throughput;
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

/// `kadec21 throughput`: how much of each dialect's ceiling a bulk transfer reaches.
@Command(
        name = "throughput",
        header = "Measures bulk transfers through each socket dialect against its ceiling.",
        description = {
            "",
            "The unit's modem code sends and reads a bulk of bytes through the simulated module, in"
                + " virtual time: the same figures on every machine. The ceiling is the line rate"
                + " at 8N1 less commands, prompts, announcements, results and waits the vendor"
                + " demands."
        },
        footer = {
            "",
            "Examples:",
            "  kadec21 throughput",
            "  kadec21 throughput --speed 9600 --bytes 65536 --json",
            "",
            "Exit codes: 0 every dialect reaches 90%% both ways; 64 usage; 65 one does not; 70"
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

    @Option(names = "--json", description = "One object on stdout instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws LinkException {
        demand("--bytes", bytes, MOST_BYTES);
        demand("--speed", speed, MOST_SPEED);
        List<Throughput> measured = new ArrayList<>();
        for (Ceiling ceiling : Ceiling.all()) {
            measured.add(Throughput.measure(ceiling, speed, bytes));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? asJson(measured) : asTable(measured));
        out.flush();
        boolean enough =
                measured.stream()
                        .allMatch(one -> Math.min(one.upShare(), one.downShare()) >= DEMANDED);
        return enough ? ExitCode.OK : ExitCode.BAD_DATA;
    }

    private void demand(String option, int value, int most) {
        if (value < LEAST || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: expected %d to %d, but came %d".formatted(option, LEAST, most, value));
        }
    }

    private String asTable(List<Throughput> measured) {
        StringBuilder table = new StringBuilder();
        table.append(
                "%d bytes each way at %d bit/s 8N1 (%d bytes/s), virtual time%n%n"
                        .formatted(bytes, speed, speed / 10));
        table.append(
                "dialect    way   payload  framing    wait   ceiling B/s  measured B/s   share%n"
                        .formatted());
        measured.forEach(one -> {
            Ceiling ceiling = one.ceiling();
            table.append(
                    row(
                            ceiling.dialect().name(),
                            "up",
                            ceiling.sending(),
                            ceiling.up(speed),
                            one.up()));
            table.append(
                    row(
                            ceiling.dialect().name(),
                            "down",
                            ceiling.reading(),
                            ceiling.down(speed),
                            one.down()));
        });
        return table.append(
                        "%nceiling: payload over the time of payload, framing and wait on the line"
                                .formatted())
                .toString();
    }

    private static String row(
            String dialect,
            String way,
            Ceiling.Exchange exchange,
            double ceiling,
            double measured) {
        return "%-10s %-5s %7d %8d %4d ms %13.0f %13.0f %6.1f%%%n"
                .formatted(
                        dialect,
                        way,
                        exchange.payload(),
                        exchange.framingBytes(),
                        exchange.demandedWait().toMillis(),
                        ceiling,
                        measured,
                        100 * measured / ceiling);
    }

    private String asJson(List<Throughput> measured) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("bytes", bytes);
        object.put("bits_per_second", speed);
        object.put("dialects", measured.stream().map(this::fields).toList());
        return Json.line(object);
    }

    private Map<String, Object> fields(Throughput one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dialect", one.ceiling().dialect().name());
        fields.put("up_ceiling", Math.round(one.ceiling().up(speed)));
        fields.put("up", Math.round(one.up()));
        fields.put("up_share", one.upShare());
        fields.put("down_ceiling", Math.round(one.ceiling().down(speed)));
        fields.put("down", Math.round(one.down()));
        fields.put("down_share", one.downShare());
        return fields;
    }
}
