package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.Identity;
import org.kadec21.modem.Modem;
import org.kadec21.modem.SimState;
import org.kadec21.modem.Step;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// `sim`: switches the module's radio on and asks what the SIM wants. Nothing is entered.
final class SimCheck implements Check {

    private final Supplier<Modem> modems;
    private final Chart chart;

    /// @param modems makes the modem once its port is known
    SimCheck(Supplier<Modem> modems, Chart chart) {
        this.modems = modems;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public List<String> needs() {
        return List.of("module");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(90);
    }

    @Override
    public Result run(Deadline deadline) {
        Modem modem = modems.get();
        chart.woken(modem);
        if (modem.wake(deadline) instanceof Step.Failed<Identity> failed) {
            return Mishap.of(failed);
        }
        return switch (modem.sim(deadline)) {
            case Step.Failed<SimState> failed -> Mishap.of(failed);
            case Step.Done<SimState>(SimState state) -> judge(state);
        };
    }

    private static Result judge(SimState state) {
        Facts facts = Facts.of("state", state.asksFor());
        if (state.isReady()) {
            return new Result.Ok("ready", facts);
        }
        if (state.asksForPin()) {
            return new Result.Ok("asks for its PIN", facts);
        }
        return new Result.Failure(
                Blame.CONFIGURATION,
                "expected a SIM that is ready or asks for its PIN, it asks for " + state.asksFor(),
                state.asksFor().equals("SIM PUK")
                        ? "its PIN was wrong three times: unblock it in a telephone with the PUK"
                                + " from its papers, then set its PIN in the unit's configuration;"
                                + " ten wrong PUKs destroy it"
                        : "unlock the SIM in a telephone, or ask whoever locked it",
                facts);
    }
}
