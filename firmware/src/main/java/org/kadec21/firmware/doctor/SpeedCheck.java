package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// `speed`: whether the module keeps the line's speed, or finds it anew each time (`+IPR`, ITU-T
/// V.250 6.2.10).
final class SpeedCheck implements Check {

    private final int configured;
    private final Chart chart;

    /// @param configured what the unit will use, in bit/s
    SpeedCheck(int configured, Chart chart) {
        this.configured = configured;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "speed";
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
        int used = chart.module().bitsPerSecond();
        Facts facts = Facts.NONE.and("bits_per_second", used);
        if (used != configured) {
            return new Result.Warning(
                    "the module answers at " + used + " bit/s, not at " + configured,
                    "set AT+IPR="
                            + configured
                            + " and AT&W in the module, or 'speed: "
                            + used
                            + "' in the unit's configuration",
                    facts);
        }
        OptionalInt fixed = chart.interview().fixedRate();
        if (fixed.isEmpty()) {
            return new Result.Ok(
                    used + " bit/s; the module does not tell whether it keeps it", facts);
        }
        Facts told = facts.and("fixed_rate", fixed.getAsInt());
        if (fixed.getAsInt() == 0) {
            return new Result.Warning(
                    used
                            + " bit/s, found by the module itself (autobaud): its first answer and"
                            + " its news may be lost after each restart",
                    "fix it: AT+IPR=" + used + ", then AT&W",
                    told);
        }
        return fixed.getAsInt() == used
                ? new Result.Ok(used + " bit/s, fixed in the module", told)
                : new Result.Ok(
                        used
                                + " bit/s; the module says "
                                + fixed.getAsInt()
                                + ", which matters to its UART only, not to USB",
                        told);
    }
}
