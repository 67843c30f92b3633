package org.kadec21.hal.host;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Another JVM of the same kind, with this one's terminal: other code in front of the same
/// libraries. One that hangs is ended by its process id.
public final class ChildJvm {

    /// From the request to end to the end by force.
    private static final Duration GRACE = Duration.ofSeconds(15);

    private ChildJvm() {}

    /// What this JVM was started with: the JARs and folders of its module path and class path.
    ///
    /// @throws IOException when a folder of JARs cannot be listed
    public static List<Path> libraries() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String paths : List.of("jdk.module.path", "java.class.path")) {
            for (String entry : System.getProperty(paths, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    all.addAll(jarsIn(Path.of(entry).toAbsolutePath().normalize()));
                }
            }
        }
        return all;
    }

    /// Where the code of a class came from: a JAR or a folder.
    public static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toAbsolutePath()
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the JVM names where it found " + type, e);
        }
    }

    private static List<Path> jarsIn(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return List.of(entry);
        }
        try (Stream<Path> inside = Files.list(entry)) {
            List<Path> jars =
                    inside.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
            return jars.isEmpty() ? List.of(entry) : jars;
        }
    }

    /// What another JVM runs.
    ///
    /// @param code in front of everything else, in this order
    /// @param properties system properties whose values it gets, where there are any
    public record Program(
            List<Path> code, List<String> properties, String mainClass, List<String> arguments) {

        public Program {
            code = List.copyOf(code);
            properties = List.copyOf(properties);
            arguments = List.copyOf(arguments);
        }
    }

    /// How long a program may be silent: from its start to its first heartbeat, and between two.
    public record Silence(Duration first, Duration between) {}

    /// How a program ended.
    public sealed interface End {

        /// By itself.
        record Exited(int code) implements End {}

        /// It gave no sign of life for that long, and was ended by force.
        record Silent(Duration span) implements End {}
    }

    /// Runs a program and waits for its end. When this JVM is asked to end (SIGTERM, Ctrl-C), the
    /// other one is asked first, and its exit code becomes this one's.
    ///
    /// Its stdout is passed on, without the heartbeats that a [StdoutWatchdog] puts into it.
    ///
    /// @param limits of its silence; empty for a program that knows no heartbeat
    /// @throws IOException when it cannot be started
    public static End run(Program program, Optional<Silence> limits) throws IOException {
        Process child =
                new ProcessBuilder(command(program, limits))
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Heartbeats heartbeats = Heartbeats.in(child.getInputStream(), System.out);
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(end(child)), "child");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            End end = await(child, heartbeats, limits);
            heartbeats.awaitEnd(GRACE);
            Runtime.getRuntime().removeShutdownHook(hook);
            return end;
        } catch (IllegalStateException terminating) {
            return new End.Exited(end(child));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new End.Exited(end(child));
        }
    }

    private static List<String> command(Program program, Optional<Silence> limits) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        for (String property : program.properties()) {
            Optional.ofNullable(System.getProperty(property))
                    .ifPresent(value -> command.add("-D" + property + "=" + value));
        }
        limits.ifPresent(
                silence -> command.add("-D" + StdoutWatchdog.PROPERTY + "=" + silence.between()));
        command.add("-cp");
        command.add(
                program.code().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(program.mainClass());
        command.addAll(program.arguments());
        return command;
    }

    /// Looks again after each span in which the silence between two heartbeats may have ended: the
    /// first one may have come meanwhile.
    private static End await(Process child, Heartbeats heartbeats, Optional<Silence> limits)
            throws InterruptedException {
        if (limits.isEmpty()) {
            return new End.Exited(child.waitFor());
        }
        Silence silence = limits.get();
        while (true) {
            Duration limit = heartbeats.hasBegun() ? silence.between() : silence.first();
            long left = limit.minus(heartbeats.silence()).toNanos();
            if (left <= 0) {
                child.destroyForcibly().waitFor();
                return new End.Silent(limit);
            }
            long pause = Math.min(left, silence.between().toNanos());
            if (child.waitFor(pause, TimeUnit.NANOSECONDS)) {
                return new End.Exited(child.exitValue());
            }
        }
    }

    private static int end(Process child) {
        child.destroy();
        try {
            if (!child.waitFor(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
                child.destroyForcibly();
            }
            return child.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return child.destroyForcibly().exitValue();
        }
    }
}
