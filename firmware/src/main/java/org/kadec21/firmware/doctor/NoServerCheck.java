package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.List;

/// `server`: stands for all checks of a server when none was named.
final class NoServerCheck implements Check {

    @Override
    public String name() {
        return "server";
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
        return new Result.NotChecked(
                "no server was named: use --server HOST[:PORT], or --unit FILE");
    }
}
