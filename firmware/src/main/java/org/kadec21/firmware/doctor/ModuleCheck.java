package org.kadec21.firmware.doctor;

import org.kadec21.firmware.config.ModuleClaim;
import org.kadec21.firmware.doctor.Chart.OpenedModule;
import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Trace;
import org.kadec21.modem.Identity;
import org.kadec21.modem.PortProbe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `module`: which of the ports is a module's, at which speed, and what the module calls itself. A
/// port that talks by itself as no module does is not written to.
final class ModuleCheck implements Check {

    private final Board board;
    private final List<Integer> speeds;
    private final Chart chart;
    private final Trace trace;
    private final Optional<ModuleClaim> claim;

    /// @param speeds in bit/s, tried in this order on a port that stays silent
    /// @param claim what the unit's file says of it, if one was named
    ModuleCheck(
            Board board,
            List<Integer> speeds,
            Chart chart,
            Trace trace,
            Optional<ModuleClaim> claim) {
        this.board = board;
        this.speeds = List.copyOf(speeds);
        this.chart = chart;
        this.trace = trace;
        this.claim = claim;
    }

    @Override
    public String name() {
        return "module";
    }

    @Override
    public List<String> needs() {
        return List.of("port");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(90);
    }

    @Override
    public Result run(Deadline deadline) {
        if (chart.candidates().isEmpty()) {
            return new Result.NotChecked("no port is left to be asked");
        }
        List<Result.Failure> failures = new ArrayList<>();
        for (String port : chart.candidates()) {
            Result result = look(port, deadline);
            if (!(result instanceof Result.Failure failure)) {
                return result;
            }
            failures.add(failure);
        }
        Result.Failure first = failures.getFirst();
        return failures.size() == 1
                ? first
                : new Result.Failure(
                        Blame.OUT_OF_REACH,
                        String.join("; ", failures.stream().map(Result.Failure::words).toList()),
                        first.next());
    }

    private Result look(String port, Deadline deadline) {
        for (int speed : speeds) {
            switch (new PortProbe(board, trace).look(port, speed, deadline)) {
                case PortProbe.Finding.Module(Identity identity) -> {
                    OpenedModule module = new OpenedModule(port, speed, identity);
                    return found(
                            speed == speeds.getFirst()
                                    ? module
                                    : atFirstSpeed(port, deadline).orElse(module),
                            deadline);
                }
                case PortProbe.Finding.Silent silent -> {
                    // another speed may be the right one
                }
                case PortProbe.Finding.DataMode dataMode -> {
                    return new Result.Failure(
                            Blame.OUT_OF_REACH,
                            port + " is in the middle of a data call (PPP); it was left alone",
                            "end the program that dialled, or switch the module off and on");
                }
                case PortProbe.Finding.Stranger(String what) -> {
                    return new Result.Failure(
                            Blame.OUT_OF_REACH,
                            port + " is no module's port, it says: " + what,
                            "name another port; this one was left alone");
                }
                case PortProbe.Finding.Unavailable(String reason) -> {
                    return new Result.Failure(
                            Blame.OUT_OF_REACH,
                            reason,
                            "if that is not it, name another port with --serial");
                }
            }
        }
        return new Result.Failure(
                Blame.OUT_OF_REACH,
                "nothing answers at " + port + " at " + words(speeds) + " bit/s",
                "check that the module has power and is switched on, that this is its AT port, and"
                        + " that TX and RX are not swapped");
    }

    /// A module that was silent at the speed it should have may have been at the end of a call, and
    /// answers there now.
    private Optional<OpenedModule> atFirstSpeed(String port, Deadline deadline) {
        int first = speeds.getFirst();
        return new PortProbe(board, trace).look(port, first, deadline)
                        instanceof PortProbe.Finding.Module(Identity identity)
                ? Optional.of(new OpenedModule(port, first, identity))
                : Optional.empty();
    }

    private Result found(OpenedModule module, Deadline deadline) {
        chart.found(module);
        try {
            chart.told(
                    new Interview(board, trace)
                            .of(module.port(), module.bitsPerSecond(), deadline));
        } catch (LinkException lost) {
            return new Result.Failure(
                    Blame.OUT_OF_REACH,
                    module.port() + " was lost again: " + lost.getMessage(),
                    "check the cable and the module's supply");
        }
        return named(module.identity(), module.port());
    }

    /// A module that keeps silent about itself can be served all the same.
    private Result named(Identity identity, String port) {
        String name = (identity.manufacturer() + " " + identity.model()).strip();
        Facts facts =
                Facts.of("port", port)
                        .and("manufacturer", identity.manufacturer())
                        .and("model", identity.model())
                        .and("revision", identity.revision())
                        .and("serial_number", identity.serialNumber());
        Optional<String> lie = claim.flatMap(one -> one.contradiction(identity.model()));
        if (lie.isPresent()) {
            return new Result.Warning(
                    name + ", at " + port + "; " + lie.get(),
                    "see the type on the module's label",
                    facts.and("claimed", claim.orElseThrow().variant().variant()));
        }
        return name.isEmpty()
                ? new Result.Warning(
                        "at " + port + ", but it does not say what it is",
                        "see the type on its label, and switch it off and on if it should answer"
                                + " AT+CGMM",
                        facts)
                : new Result.Ok(
                        name
                                + said(", revision ", identity.revision())
                                + said(", serial number ", identity.serialNumber())
                                + ", at "
                                + port,
                        facts);
    }

    private static String said(String label, String value) {
        return value.isEmpty() ? "" : label + value;
    }

    private static String words(List<Integer> numbers) {
        return String.join(", ", numbers.stream().map(String::valueOf).toList());
    }
}
