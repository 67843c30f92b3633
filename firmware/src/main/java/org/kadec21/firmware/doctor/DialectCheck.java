package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `dialect`: whose socket commands the module knows, and whether the unit is configured for them.
final class DialectCheck implements Check {

    private final Optional<String> configured;
    private final Chart chart;

    /// @param configured empty when the unit finds it out by itself
    DialectCheck(Optional<String> configured, Chart chart) {
        this.configured = configured;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "dialect";
    }

    @Override
    public List<String> needs() {
        return List.of("module");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Result run(Deadline deadline) {
        List<String> known = chart.interview().dialects();
        Facts facts = Facts.NONE.and("known", known);
        if (known.isEmpty()) {
            return new Result.Failure(
                    Blame.OUT_OF_REACH,
                    "expected the socket commands of Quectel, SIMCom, u-blox or Telit, the module"
                            + " knows none of them",
                    "check whether its firmware has TCP, or use another module",
                    facts);
        }
        if (configured.isPresent() && !known.contains(configured.get())) {
            return new Result.Failure(
                    Blame.CONFIGURATION,
                    "the unit is configured for "
                            + configured.get()
                            + ", the module speaks "
                            + String.join(", ", known),
                    "set 'dialect: " + known.getFirst() + "' in the unit's configuration",
                    facts);
        }
        return new Result.Ok(configured.orElse(known.getFirst()), facts);
    }

    /// The dialect to go on with, whatever the unit is configured for: one that the module speaks;
    /// empty when it speaks none.
    static Optional<String> spoken(Optional<String> configured, Chart chart) {
        List<String> known = chart.interview().dialects();
        return configured.filter(known::contains).or(() -> known.stream().findFirst());
    }
}
