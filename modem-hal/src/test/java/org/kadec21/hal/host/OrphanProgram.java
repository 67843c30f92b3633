package org.kadec21.hal.host;

import org.kadec21.hal.Watchdog;

import java.time.Duration;

/// A program of its own that says that it is well, for ever, and tidies up.
final class OrphanProgram {

    private OrphanProgram() {}

    public static void main(String[] arguments) {
        HostTasks tasks = new HostTasks(new HostTime());
        HostTime time = new HostTime();
        try (Termination _ = Termination.watch(tasks, Duration.ofSeconds(20))) {
            Watchdog watchdog = StdoutWatchdog.ofThisProcess().orElseThrow();
            tasks.start(
                    "patient",
                    () -> {
                        while (true) {
                            watchdog.feed();
                            tasks.sleepUntil(time.after(Duration.ofMillis(20)));
                        }
                    });
            System.err.println(tasks.awaitEnd());
        }
    }
}
