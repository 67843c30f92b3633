package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Network;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;

/// `bearer`: this computer's own network, in a module's place.
final class HostBearerCheck implements Check {

    private final Network network;
    private final Time time;
    private final Chart chart;

    HostBearerCheck(Network network, Time time, Chart chart) {
        this.network = network;
        this.time = time;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Result run(Deadline deadline) {
        chart.online(network::connect, time);
        return new Result.Ok("this computer's own network");
    }
}
