package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.PortInspection.Rights;
import org.kadec21.hal.Ports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `rights`: whether this user may open the ports; those that may not be opened are left out.
final class RightsCheck implements Check {

    private final Ports ports;
    private final Chart chart;

    RightsCheck(Ports ports, Chart chart) {
        this.ports = ports;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public List<String> needs() {
        return List.of("port");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Result run(Deadline deadline) {
        List<String> usable = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        List<Rights.Missing> missing = new ArrayList<>();
        for (String port : chart.candidates()) {
            switch (ports.inspect(port).rights()) {
                case Rights.Granted granted -> usable.add(port);
                case Rights.Untold(String reason) -> {
                    usable.add(port);
                    untold.add(reason);
                }
                case Rights.Missing without -> missing.add(without);
            }
        }
        chart.keep(usable);
        if (!missing.isEmpty()) {
            Rights.Missing first = missing.getFirst();
            return usable.isEmpty()
                    ? new Result.Failure(Blame.CONFIGURATION, first.reason(), first.advice())
                    : new Result.Warning(first.reason() + "; left out", first.advice());
        }
        return untold.isEmpty()
                ? new Result.Ok("you may read and write " + String.join(", ", usable))
                : new Result.NotChecked("opening will show: " + untold.getFirst());
    }
}
