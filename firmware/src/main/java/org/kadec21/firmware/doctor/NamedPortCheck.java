package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.PortInspection.Presence;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Ports.Port;
import org.kadec21.hal.serial.PortGuide;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `port`: which ports may be asked whether they are the module's. Only those that were named, or
/// every likely one when that was allowed.
final class NamedPortCheck implements Check {

    private final Ports ports;
    private final List<String> named;
    private final boolean anyLikely;
    private final Chart chart;

    NamedPortCheck(Ports ports, List<String> named, boolean anyLikely, Chart chart) {
        this.ports = ports;
        this.named = List.copyOf(named);
        this.anyLikely = anyLikely;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "port";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Result run(Deadline deadline) {
        List<Port> there = ports.list();
        List<String> wanted = anyLikely ? likely(there) : named;
        if (wanted.isEmpty()) {
            return anyLikely
                    ? new Result.Failure(
                            Blame.OUT_OF_REACH,
                            "expected a port that may be a module's, there is none",
                            "check the USB cable and the module's power")
                    : new Result.NotChecked(
                            "no port was named: name the module's with --serial, or have every"
                                    + " likely one asked with --probe");
        }
        List<String> present = wanted.stream().filter(name -> isThere(name, there)).toList();
        chart.keep(present);
        if (present.isEmpty()) {
            return missing(wanted, there);
        }
        return found(present, wanted.stream().filter(name -> !present.contains(name)).toList());
    }

    private boolean isThere(String name, List<Port> there) {
        return there.stream().anyMatch(port -> port.name().equals(name))
                || ports.inspect(name).presence() != Presence.ABSENT;
    }

    private static List<String> likely(List<Port> there) {
        return there.stream()
                .filter(port -> PortGuide.of(port).guess() != PortGuide.Guess.NO_MODEM)
                .map(Port::name)
                .toList();
    }

    private static Result found(List<String> present, List<String> absent) {
        Stream<String> gaps =
                absent.stream().map(name -> name + " is not there: check its name and its cable");
        Stream<String> doubts =
                present.stream()
                        .map(PortGuide::byName)
                        .map(PortGuide.Entry::hint)
                        .filter(hint -> !hint.isEmpty());
        List<String> hints = Stream.concat(gaps, doubts).distinct().toList();
        Facts facts = Facts.NONE.and("asked", present);
        Facts all = absent.isEmpty() ? facts : facts.and("missing", absent);
        String words = String.join(", ", present);
        return hints.isEmpty()
                ? new Result.Ok(words, all)
                : new Result.Warning(words, String.join("; ", hints), all);
    }

    private static Result missing(List<String> wanted, List<Port> there) {
        return new Result.Failure(
                Blame.OUT_OF_REACH,
                "there is no serial port " + String.join(", ", wanted),
                there.isEmpty()
                        ? "this machine shows none at all; check the cable and the module's power"
                        : "name one of "
                                + there.stream().map(Port::name).collect(Collectors.joining(", ")));
    }
}
