package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.modem.Modem;
import org.kadec21.modem.PinMemory;
import org.kadec21.modem.PinMemory.Verdict;
import org.kadec21.modem.SimState;
import org.kadec21.modem.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `pin`: how many tries are left, and the PIN itself where that is safe. It is entered only when
/// the unit's configuration has it, and either the unit's memory knows it as accepted, or nothing
/// speaks against it: it was never refused, and the SIM's counter is full, which it would not be
/// after a refusal, or another PIN of this unit's has cost the try.
final class PinCheck implements Check {

    /// Tries of a full counter (3GPP TS 51.011 8.1).
    private static final int TRIES = 3;

    private final Optional<Secret> pin;
    private final PinMemory memory;
    private final Chart chart;

    /// @param pin of a unit file that was named; a default one knows nothing of this SIM
    PinCheck(Optional<Secret> pin, PinMemory memory, Chart chart) {
        this.pin = pin;
        this.memory = memory;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "pin";
    }

    @Override
    public List<String> needs() {
        return List.of("sim");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Result run(Deadline deadline) {
        Modem modem = chart.modem();
        if (!(modem.sim(deadline) instanceof Step.Done<SimState>(SimState state))) {
            return new Result.NotChecked("the SIM's counter of tries could not be asked");
        }
        Facts facts =
                state.triesLeft().isPresent()
                        ? Facts.NONE.and("tries_left", state.triesLeft().getAsInt())
                        : Facts.NONE;
        if (state.isReady()) {
            return new Result.Ok("none is asked for" + left(state.triesLeft()), facts);
        }
        Optional<Result> objection = objection(state.triesLeft(), facts);
        if (objection.isPresent()) {
            return objection.get();
        }
        return switch (modem.unlock(deadline)) {
            case Step.Done<SimState> done ->
                    new Result.Ok("the unit's PIN was accepted" + left(state.triesLeft()), facts);
            case Step.Failed<SimState> failed -> Mishap.of(failed);
        };
    }

    private Optional<Result> objection(OptionalInt left, Facts facts) {
        String known = left(left);
        if (pin.isEmpty()) {
            return refuse(
                    "the SIM asks for its PIN and none is known" + known,
                    "name the unit's file, which has it, with --unit; nothing else is tried",
                    facts);
        }
        if (left.orElse(TRIES) <= 1) {
            return refuse(
                    "only the SIM's last try is left, which is yours" + known,
                    "enter the right PIN in a telephone, which fills the counter",
                    facts);
        }
        Optional<Verdict> verdict = memory.verdict(PinMemory.mark(pin.get()));
        if (verdict.equals(Optional.of(Verdict.REFUSED))) {
            return refuse(
                    "the unit's PIN was refused before and is not tried again" + known,
                    "correct 'pin' in the unit's configuration",
                    facts);
        }
        boolean proven = verdict.filter(Verdict::isProven).isPresent();
        boolean explained = verdict.isEmpty() && left.isPresent() && memory.hasTriedInVain();
        if (!proven && !explained && left.orElse(0) < TRIES) {
            return refuse(
                    "the unit's PIN may be the one that was refused before: it is only entered"
                            + " while the counter is full"
                            + (left.isEmpty() ? ", and this module does not tell it" : known),
                    "enter the right PIN in a telephone, which fills the counter, or name the"
                            + " unit's memory with --flash",
                    facts);
        }
        return Optional.empty();
    }

    private static Optional<Result> refuse(String words, String next, Facts facts) {
        return Optional.of(new Result.Failure(Blame.CONFIGURATION, words, next, facts));
    }

    private static String left(OptionalInt tries) {
        return tries.isPresent() ? "; tries left: " + tries.getAsInt() : "";
    }
}
