package org.kadec21.hal.host;

import org.kadec21.hal.Deadline;

import java.time.Duration;

/// A program of its own that waits for ever, and tidies up.
final class TerminationProgram {

    private TerminationProgram() {}

    public static void main(String[] arguments) {
        HostTasks tasks = new HostTasks(new HostTime());
        try (Termination termination = Termination.watch(tasks, Duration.ofSeconds(20))) {
            tasks.start(
                    "patient",
                    () -> {
                        System.out.println("ready");
                        tasks.sleepUntil(Deadline.never());
                    });
            System.out.println(tasks.awaitEnd());
        }
    }
}
