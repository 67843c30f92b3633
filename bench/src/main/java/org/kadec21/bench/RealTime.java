package org.kadec21.bench;

import org.kadec21.firmware.ExitCode;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Network;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.hal.host.HostNetwork;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.hal.host.HostTasks;
import org.kadec21.hal.host.HostTime;
import org.kadec21.hal.host.Termination;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/// A simulator offered in real time until SIGTERM or Ctrl-C: it says `ready {json}` on stdout once
/// it can be used, and ends with exit code 0.
final class RealTime {

    private static final Duration TIDYING = Duration.ofSeconds(10);

    private final HostTime time = new HostTime();
    private final HostTasks tasks = new HostTasks(time);
    private final Network network = new HostNetwork(tasks);
    private final Randomness randomness = new HostRandomness();

    Time time() {
        return time;
    }

    HostTasks tasks() {
        return tasks;
    }

    Network network() {
        return network;
    }

    Randomness randomness() {
        return randomness;
    }

    /// Starts under the baton, says what is ready, and serves.
    ///
    /// @param start builds the service and returns what the ready line says
    /// @param tidy removes, whatever the end is, what others would stumble over
    int run(Callable<Map<String, ?>> start, Runnable tidy, PrintWriter out) throws Exception {
        return run(start, () -> {}, tidy, out);
    }

    /// The same, with something that begins behind the ready line.
    int run(Callable<Map<String, ?>> start, Runnable begin, Runnable tidy, PrintWriter out)
            throws Exception {
        try (Termination _ = Termination.watch(tasks, TIDYING);
                AutoCloseable _ = tidy::run) {
            Map<String, ?> ready = tasks.call(start);
            tasks.start("service", () -> tasks.sleepUntil(Deadline.never()));
            out.println("ready " + Json.line(ready));
            out.flush();
            begin.run();
            return switch (tasks.awaitEnd()) {
                case HostTasks.End.Failed failed -> ExitCode.BUG;
                case HostTasks.End.PoweredOff poweredOff -> ExitCode.OK;
                case HostTasks.End.Completed completed -> ExitCode.OK;
            };
        }
    }
}
