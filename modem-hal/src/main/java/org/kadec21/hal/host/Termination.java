package org.kadec21.hal.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a program end cleanly when the operating system asks it to (SIGTERM, Ctrl-C): the board is
/// powered off, `main` goes on behind [HostTasks#awaitEnd()] and tidies up, and the exit code is 0.
///
/// ```java
/// try (Termination termination = Termination.watch(tasks, Duration.ofSeconds(10));
///         DirectoryFlash flash = DirectoryFlash.open(directory, capacity)) {
///     tasks.start("unit", unit::run);
///     end = tasks.awaitEnd();
/// }
/// ```
public final class Termination implements AutoCloseable {

    private final HostTasks tasks;
    private final Duration grace;
    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook = new Thread(this::terminate, "termination");

    private Termination(HostTasks tasks, Duration grace) {
        this.tasks = tasks;
        this.grace = grace;
    }

    /// Starts watching for the request.
    ///
    /// @param grace how long `main` may take to tidy up afterwards; then the program ends all the
    ///   same, with the exit code of the signal
    public static Termination watch(HostTasks tasks, Duration grace) {
        Termination termination = new Termination(tasks, grace);
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    /// Says that everything is tidy; a later exit of the program is its own affair.
    @Override
    public void close() {
        tidy.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException terminating) {
            // the hook is running, and waits for what was just said
        }
    }

    private void terminate() {
        tasks.powerOff("the operating system asked the program to end");
        try {
            if (tidy.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
