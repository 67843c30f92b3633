package org.kadec21.hal.host;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;

/// Ends a service cleanly on SIGTERM and SIGINT: the board's power goes off, its tasks end, and the
/// process with exit code 0. Closed once the service has ended by itself.
public final class Termination implements AutoCloseable {

    /// Tasks end at their next wait; one that computes longer than this is left behind.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread hook;

    private Termination(Thread hook) {
        this.hook = hook;
    }

    /// From now on a signal ends the tasks.
    public static Termination of(HostTasks tasks, Time time) {
        return of(tasks, time, () -> {});
    }

    /// From now on a signal ends the tasks, and then cleans up what others would stumble over.
    ///
    /// @param cleanUp runs on a thread of its own, after the tasks
    public static Termination of(HostTasks tasks, Time time, Runnable cleanUp) {
        Thread hook =
                Thread.ofPlatform()
                        .name("termination")
                        .unstarted(() -> {
                            tasks.powerOff("the process was told to end");
                            Deadline limit = time.after(PATIENCE);
                            tasks.awaitEnd(limit);
                            cleanUp.run();
                            Runtime.getRuntime().halt(0);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new Termination(hook);
    }

    /// Signals have their usual effect again; a shutdown under way goes on.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // the hook itself ends the process
            return;
        }
    }
}
