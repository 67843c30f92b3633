package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.modem.Registration;
import org.kadec21.modem.Step;

import java.time.Duration;
import java.util.List;

/// `registration`: whether the network takes this module and SIM, and why not.
final class RegistrationCheck implements Check {

    private final Time time;
    private final CarrierFacts carrier;
    private final Chart chart;

    RegistrationCheck(Time time, CarrierFacts carrier, Chart chart) {
        this.time = time;
        this.carrier = carrier;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "registration";
    }

    @Override
    public List<String> needs() {
        return List.of("pin");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(100);
    }

    @Override
    public Result run(Deadline deadline) {
        return switch (chart.modem().register(deadline)) {
            case Step.Done<Registration>(Registration state) ->
                    new Result.Ok(
                            state.toString(),
                            Facts.NONE.and("roaming", state == Registration.ROAMING));
            case Step.Failed<Registration>(_, String reason, String advice) ->
                    new Result.Failure(Blame.OUT_OF_REACH, reason, advice + endedBands());
        };
    }

    private String endedBands() {
        List<Integer> ended = carrier.endedBy(time.now());
        return ended.isEmpty()
                ? ""
                : "; by the carrier's file "
                        + String.join(", ", ended.stream().map(BandCheck::words).toList())
                        + " is off the air: a module for nothing else must be exchanged";
    }
}
