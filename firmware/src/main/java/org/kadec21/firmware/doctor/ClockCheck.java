package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.modem.Modem;
import org.kadec21.modem.Step;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// `clock`: this clock against the network's, which certificates are judged by.
final class ClockCheck implements Check {

    /// A clock that is this wrong puts mails and records at the wrong hour.
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final Time time;
    private final Chart chart;

    ClockCheck(Time time, Chart chart) {
        this.time = time;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "clock";
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
        Optional<Modem> modem = chart.modemIfWoken();
        Instant here = time.now().truncatedTo(ChronoUnit.SECONDS);
        Facts facts = Facts.NONE.and("here", here);
        if (modem.isEmpty()
                || !(modem.get().networkTime(deadline)
                        instanceof Step.Done<Instant>(Instant network))) {
            return new Result.NotChecked(
                    "this clock says "
                            + here
                            + ", and no network's clock is known to compare it with",
                    facts);
        }
        chart.networkTold(network);
        Duration ahead = Duration.between(network, here);
        Facts both = facts.and("network", network).and("ahead_seconds", ahead.toSeconds());
        if (ahead.abs().compareTo(TOLERATED) <= 0) {
            return new Result.Ok(
                    "agrees with the network's within " + ahead.abs().toSeconds() + " s", both);
        }
        return new Result.Warning(
                "this clock says " + here + ", the network's " + network,
                "set this clock: certificates are judged by it",
                both);
    }
}
