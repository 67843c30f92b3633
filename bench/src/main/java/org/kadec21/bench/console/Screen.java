package org.kadec21.bench.console;

import java.io.Closeable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lines for a person, written by a thread of its own: a terminal that was stopped, or a pipe that
/// nobody empties, must not stop the module. What finds no room is counted and dropped.
///
/// On a terminal there is a prompt with what was typed so far; lines appear above it.
public final class Screen implements Closeable {

    /// Lines that may wait to be written.
    static final int MAX_WAITING = 2000;

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /// Back to the first column, and clear from there (ECMA-48 8.3.41).
    private static final String ERASE = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean prompting;
    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicInteger dropped = new AtomicInteger();
    private final Thread writer = new Thread(this::write, "screen");
    private String prompt = "";

    private sealed interface Job {

        record Line(String text) implements Job {}

        record Prompt(String text) implements Job {}

        record End() implements Job {}
    }

    private Screen(PrintWriter out, boolean prompting) {
        this.out = out;
        this.prompting = prompting;
        writer.setDaemon(true);
        writer.start();
    }

    /// A screen that begins to write.
    ///
    /// @param prompting whether `out` is a terminal with a prompt
    public static Screen on(PrintWriter out, boolean prompting) {
        return new Screen(out, prompting);
    }

    /// Shows a line; never waits. Any thread.
    public void show(String line) {
        if (!jobs.offer(new Job.Line(line))) {
            dropped.incrementAndGet();
        }
    }

    /// The line at the bottom is now `text`; does nothing without a terminal. Never waits.
    public void prompt(String text) {
        if (prompting && !jobs.offer(new Job.Prompt(text))) {
            dropped.incrementAndGet();
        }
    }

    /// Writes what still waits, for a second at most.
    @Override
    public void close() {
        prompt("");
        try {
            if (jobs.offer(new Job.End(), LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.join(LAST_WORDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            Job job = jobs.take();
            while (!(job instanceof Job.End)) {
                write(job);
                Job next = jobs.poll();
                if (next == null) {
                    out.flush();
                    next = jobs.take();
                }
                job = next;
            }
            out.flush();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Job job) {
        switch (job) {
            case Job.Line(String text) -> {
                int lost = dropped.getAndSet(0);
                if (lost > 0) {
                    line("... " + lost + " lines are missing: they came too fast");
                }
                line(text);
            }
            case Job.Prompt(String text) -> {
                prompt = text;
                out.print(ERASE + prompt);
            }
            case Job.End() -> {}
        }
    }

    private void line(String text) {
        if (prompting) {
            out.print(ERASE + text + "\r\n" + prompt);
        } else {
            out.println(text);
        }
    }
}
