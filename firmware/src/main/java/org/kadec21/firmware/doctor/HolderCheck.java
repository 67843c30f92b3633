package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.PortInspection.Holder;
import org.kadec21.hal.PortInspection.Holding;
import org.kadec21.hal.Ports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `holder`: who else has the ports. One that is held is left out: two programs on one line steal
/// each other's bytes.
final class HolderCheck implements Check {

    private static final String MODEM_MANAGER = "ModemManager";

    private final Ports ports;
    private final Chart chart;

    HolderCheck(Ports ports, Chart chart) {
        this.ports = ports;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "holder";
    }

    @Override
    public List<String> needs() {
        return List.of("port");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Result run(Deadline deadline) {
        if (chart.candidates().isEmpty()) {
            return new Result.NotChecked("no port is left to be asked");
        }
        List<String> free = new ArrayList<>();
        List<Result> remarks = new ArrayList<>();
        for (String port : chart.candidates()) {
            Result result = judge(port, ports.inspect(port).holding());
            if (!(result instanceof Result.Failure)) {
                free.add(port);
            }
            if (!(result instanceof Result.Ok)) {
                remarks.add(result);
            }
        }
        chart.keep(free);
        if (remarks.isEmpty()) {
            return new Result.Ok("nobody else has " + String.join(", ", free));
        }
        return remarks.getFirst()
                                instanceof Result.Failure(_, String words, String next, Facts facts)
                        && !free.isEmpty()
                ? new Result.Warning(words + "; left out", next, facts)
                : remarks.getFirst();
    }

    private static Result judge(String port, Holding holding) {
        return switch (holding) {
            case Holding.HeldBy(List<Holder> holders) -> held(port, holders);
            case Holding.StaleLock(String file, long process) ->
                    new Result.Warning(
                            "the lock file "
                                    + file
                                    + " names process "
                                    + process
                                    + ", which is gone; other programs will refuse the port",
                            "remove it: sudo rm " + file);
            case Holding.NobodySeen(int unseen, List<String> suspects) ->
                    suspects.isEmpty()
                            ? new Result.Ok("nobody")
                            : new Result.Warning(
                                    "nobody is seen on "
                                            + port
                                            + ", but "
                                            + String.join(", ", suspects)
                                            + " runs, is known to take such ports, and may not be"
                                            + " looked into",
                                    "sudo fuser -v "
                                            + port
                                            + " tells; "
                                            + advice(suspects.getFirst()),
                                    Facts.NONE
                                            .and("unseen_processes", unseen)
                                            .and("suspects", suspects));
            case Holding.Untold(String reason) -> new Result.NotChecked("cannot tell: " + reason);
        };
    }

    private static Result held(String port, List<Holder> holders) {
        String who =
                holders.stream()
                        .map(holder ->
                                holder.program()
                                        + " (process "
                                        + holder.process()
                                        + ", by its "
                                        + holder.evidence()
                                        + ")")
                        .collect(Collectors.joining(", "));
        return new Result.Failure(
                Blame.OUT_OF_REACH,
                port + " is held by " + who + "; nothing was sent",
                advice(holders.getFirst().program()),
                Facts.NONE
                        .and("held_by", holders.stream().map(Holder::program).toList())
                        .and(
                                "processes",
                                holders.stream()
                                        .map(holder -> Long.toString(holder.process()))
                                        .toList()));
    }

    private static String advice(String program) {
        return program.equals(MODEM_MANAGER)
                ? "sudo systemctl stop ModemManager, and for good an udev rule with"
                        + " ENV{ID_MM_DEVICE_IGNORE}=\"1\""
                : "end " + program + ", then try again";
    }
}
