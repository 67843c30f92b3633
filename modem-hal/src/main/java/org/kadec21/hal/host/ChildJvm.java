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
/// libraries.
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

    /// Runs a program and waits for its end. When this JVM is asked to end (SIGTERM, Ctrl-C), the
    /// other one is asked first, and its exit code becomes this one's.
    ///
    /// @param code in front of everything else, in this order
    /// @param properties system properties whose values it gets, where there are any
    /// @return its exit code
    /// @throws IOException when it cannot be started
    public static int run(
            List<Path> code, List<String> properties, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        for (String property : properties) {
            Optional.ofNullable(System.getProperty(property))
                    .ifPresent(value -> command.add("-D" + property + "=" + value));
        }
        command.add("-cp");
        command.add(
                code.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        Process child = new ProcessBuilder(command).inheritIO().start();
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(end(child)), "child");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int exitCode = child.waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
            return exitCode;
        } catch (IllegalStateException terminating) {
            return end(child);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return end(child);
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
