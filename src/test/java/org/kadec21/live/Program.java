package org.kadec21.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A process of a test. It reads nothing but what a test types; what it prints is kept. Closing
/// kills it.
public final class Program implements AutoCloseable {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(30);
    private static final int STDERR_SHOWN = 40;

    private final List<String> command;
    private final Process process;
    private final Thread atShutdown;
    private final Lines out;
    private final Lines err;

    private Program(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.out = Lines.of(process.getInputStream());
        this.err = Lines.of(process.getErrorStream());
        this.atShutdown = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /// Starts a program.
    ///
    /// @param folder what its relative paths are relative to
    public static Program start(Path folder, Map<String, String> environment, String... command) {
        return start(folder, Redirect.from(new File("/dev/null")), environment, command);
    }

    /// The same, for a program that [#type] gives orders to.
    static Program startTyping(Path folder, Map<String, String> environment, String... command) {
        return start(folder, Redirect.PIPE, environment, command);
    }

    private static Program start(
            Path folder, Redirect input, Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectInput(input);
        builder.environment().putAll(environment);
        try {
            return new Program(List.of(command), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "expected to start " + command[0] + "; is it installed? See .ci/run", e);
        }
    }

    /// Types a line.
    public void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("expected it to read '" + line + "': " + story(), e);
        }
    }

    /// The first line on stdout that starts like this.
    public String awaitOut(String start, Duration limit) {
        return awaitLine(out, "stdout", line -> line.startsWith(start), start, limit);
    }

    /// The first line on stderr that starts like this.
    public String awaitErr(String start, Duration limit) {
        return awaitLine(err, "stderr", line -> line.startsWith(start), start, limit);
    }

    /// The first line on stderr that is wanted; each is asked about once, in order.
    ///
    /// @param words what is wanted, for the failure's message
    public String awaitErr(Predicate<String> wanted, String words, Duration limit) {
        return awaitLine(err, "stderr", wanted, words, limit);
    }

    /// Whether a line on stderr that starts like this came in time.
    public boolean saysOnErr(String start, Duration limit) {
        return err.await(line -> line.startsWith(start), limit).isPresent();
    }

    /// Waits for the end and the last line.
    ///
    /// @return the exit code
    public int awaitExit(Duration limit) {
        if (!endsWithin(limit)) {
            throw new AssertionError("still runs after " + limit + ": " + story());
        }
        if (!out.awaitEnd(KILL_LIMIT) || !err.awaitEnd(KILL_LIMIT)) {
            throw new AssertionError("ended, but somebody holds its streams: " + story());
        }
        return process.exitValue();
    }

    /// Waits that long, unless it ends by itself.
    public boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    /// SIGKILL, and the end of it.
    public void kill() {
        process.destroyForcibly();
        awaitExit(KILL_LIMIT);
    }

    /// Lines on stdout so far.
    public List<String> out() {
        return out.soFar();
    }

    /// Lines on stderr so far.
    public List<String> err() {
        return err.soFar();
    }

    /// What a failed test should say.
    public String story() {
        List<String> errors = err();
        return String.join(" ", command)
                + "\nexit: "
                + (process.isAlive() ? "none, it runs" : process.exitValue())
                + "\nstdout: "
                + String.join("\n        ", out())
                + "\nstderr: "
                + String.join(
                        "\n        ",
                        errors.subList(Math.max(0, errors.size() - STDERR_SHOWN), errors.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        endsWithin(KILL_LIMIT);
        Runtime.getRuntime().removeShutdownHook(atShutdown);
    }

    private String awaitLine(
            Lines lines, String stream, Predicate<String> wanted, String words, Duration limit) {
        return lines.await(wanted, limit)
                .orElseThrow(() ->
                        new AssertionError(
                                "expected '"
                                        + words
                                        + "...' on "
                                        + stream
                                        + " within "
                                        + limit
                                        + ": "
                                        + story()));
    }
}
