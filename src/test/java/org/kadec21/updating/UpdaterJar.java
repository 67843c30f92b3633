package org.kadec21.updating;

import org.kadec21.live.Kadec21;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A copy of `kadec21-updater.jar`, alone in a folder.
///
/// @param folder where it lies
/// @param java the program that runs it
record UpdaterJar(Path folder, Path java) {

    static final String NAME = "kadec21-updater.jar";

    static UpdaterJar copiedTo(Path folder, Path java) throws IOException {
        Files.copy(built(), folder.resolve(NAME));
        return new UpdaterJar(folder, java);
    }

    static Path built() {
        return Kadec21.home().resolve("updater/target").resolve(NAME);
    }

    /// The JVM that runs the tests.
    static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// A Java 17 of this machine: `JAVA17_HOME`, `JAVA_HOME`, the `java` on the PATH, or one where
    /// Linux keeps them.
    static Optional<Path> java17() {
        List<Path> homes = new ArrayList<>();
        for (String variable : List.of("JAVA17_HOME", "JAVA_HOME")) {
            Optional.ofNullable(System.getenv(variable)).map(Path::of).ifPresent(homes::add);
        }
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(entry -> Path.of(entry, "java"))
                .filter(Files::isExecutable)
                .map(UpdaterJar::homeOf)
                .forEach(homes::add);
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            installed.sorted().forEach(homes::add);
        } catch (IOException none) {
            homes.add(Path.of(System.getProperty("java.home")));
        }
        return homes.stream()
                .filter(UpdaterJar::isVersion17)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Types `java -jar kadec21-updater.jar ARGUMENTS`.
    Program start(String... arguments) {
        return Program.start(
                folder,
                Map.of(),
                Stream.concat(Stream.of(java.toString(), "-jar", NAME), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Path homeOf(Path java) {
        try {
            return java.toRealPath().getParent().getParent();
        } catch (IOException broken) {
            return java;
        }
    }

    private static boolean isVersion17(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17");
        } catch (IOException noJdk) {
            return false;
        }
    }
}
