package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks in their order, each with its own deadline within a common one. What needs a check that
/// came to nothing is passed over, and says so. Of the time that is left, each check that is only
/// an aside gets an equal share, and one more share stays for what comes behind them.
///
/// ```java
/// List<Finding> findings = new Checkup(time, checks).run(time.after(limit), finding -> show(finding));
/// ```
public final class Checkup {

    private final Time time;
    private final List<Check> checks;

    public Checkup(Time time, List<Check> checks) {
        this.time = time;
        this.checks = List.copyOf(checks);
    }

    /// What a check came to, and how long it took.
    public record Finding(String check, Result result, Duration took) {}

    /// Runs all checks.
    ///
    /// @param overall when all must be over
    /// @param listener is told of each finding as it comes
    public List<Finding> run(Deadline overall, Consumer<Finding> listener) {
        Map<String, Result> results = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            long start = time.nanos();
            Result result =
                    obstacle(check, results, overall)
                            .orElseGet(() -> check.run(deadline(check, findings.size(), overall)));
            results.put(check.name(), result);
            Finding finding =
                    new Finding(check.name(), result, Duration.ofNanos(time.nanos() - start));
            findings.add(finding);
            listener.accept(finding);
        }
        return findings;
    }

    /// @param place of the check in the order
    private Deadline deadline(Check check, int place, Deadline overall) {
        Deadline own = time.after(check.limit()).earlier(overall);
        if (!check.isAside()) {
            return own;
        }
        long asides = checks.stream().skip(place).filter(Check::isAside).count();
        Duration share = Duration.ofNanos(time.nanosUntil(overall)).dividedBy(asides + 1);
        return own.earlier(time.after(share));
    }

    private Optional<Result> obstacle(Check check, Map<String, Result> results, Deadline overall) {
        for (String need : check.needs()) {
            if (results.get(need) instanceof Result.Failure) {
                return Optional.of(new Result.NotChecked("needs " + need + ", which failed"));
            }
            if (results.get(need) instanceof Result.NotChecked) {
                return Optional.of(
                        new Result.NotChecked("needs " + need + ", which was not checked"));
            }
        }
        return time.isOver(overall)
                ? Optional.of(new Result.NotChecked("no time was left; give more with --limit"))
                : Optional.empty();
    }
}
