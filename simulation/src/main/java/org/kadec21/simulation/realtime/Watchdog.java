package org.kadec21.simulation.realtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Watches, in real time, a world that ought to move. When its progress stands still too long, a
/// real lock is probably held across a virtual wait: the watchdog prints the stacks of all threads,
/// virtual ones too, and calls for help, once.
public final class Watchdog implements AutoCloseable {

    /// How often progress is looked at, within one patience.
    private static final int LOOKS = 10;

    private final LongSupplier progress;
    private final Duration patience;
    private final PrintStream out;
    private final Runnable stuck;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Watchdog(LongSupplier progress, Duration patience, PrintStream out, Runnable stuck) {
        this.progress = progress;
        this.patience = patience;
        this.out = out;
        this.stuck = stuck;
    }

    /// Starts watching, on a daemon thread.
    ///
    /// @param progress any number that changes while the world moves; read from another thread
    /// @param patience real time without a change before help is called
    /// @param out where the stacks go, normally [System#err]
    /// @param stuck is called on the watchdog's thread after the stacks were printed
    public static Watchdog start(
            LongSupplier progress, Duration patience, PrintStream out, Runnable stuck) {
        Watchdog watchdog = new Watchdog(progress, patience, out, stuck);
        Thread.ofPlatform().daemon().name("watchdog").start(watchdog::watch);
        return watchdog;
    }

    /// Ends the watch.
    @Override
    public void close() {
        ended.countDown();
    }

    private void watch() {
        long seen = progress.getAsLong();
        long changedNanos = System.nanoTime();
        while (!endsWithin(patience.dividedBy(LOOKS))) {
            long now = progress.getAsLong();
            if (now != seen) {
                seen = now;
                changedNanos = System.nanoTime();
            } else if (System.nanoTime() - changedNanos >= patience.toNanos()) {
                report(seen);
                stuck.run();
                return;
            }
        }
    }

    private boolean endsWithin(Duration pause) {
        try {
            return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    private void report(long progress) {
        out.println(
                "watchdog: no progress beyond "
                        + progress
                        + " for "
                        + patience.toMillis()
                        + " ms of real time; look below for a thread that waits while it holds a"
                        + " lock");
        try {
            out.println(stacks());
        } catch (IOException failed) {
            out.println("watchdog: the stacks cannot be written: " + failed);
        }
        out.flush();
    }

    /// The dump goes by way of a file, since the JVM offers no other for virtual threads.
    private static String stacks() throws IOException {
        Path directory = Files.createTempDirectory("kadec21-stacks");
        Path dump = directory.resolve("threads.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(dump);
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(directory);
        }
    }
}
