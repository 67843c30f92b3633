package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.modem.Step;
import org.kadec21.modem.dialect.PacketService;

import java.time.Duration;
import java.util.List;

/// `dial`: whether the module makes a packet call. The PPP link on it is made at once; how far that
/// came, the checks behind this one tell.
final class DialCheck implements Check {

    private final Time time;
    private final CallLog log;
    private final Chart chart;

    DialCheck(Time time, CallLog log, Chart chart) {
        this.time = time;
        this.log = log;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "dial";
    }

    @Override
    public List<String> needs() {
        return List.of("registration");
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Result run(Deadline deadline) {
        return switch (chart.modem().openBearer(deadline)) {
            case Step.Failed<PacketService> failed when log.connection().isEmpty() ->
                    Mishap.of(failed);
            case Step.Failed<PacketService> _ -> new Result.Ok(log.connection().get());
            case Step.Done<PacketService>(PacketService packets) -> {
                chart.online(packets::connect, time);
                yield new Result.Ok(log.connection().orElse("the call was up already"));
            }
        };
    }
}
