package org.kadec21.live;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// The script `./kadec21` of this checkout.
public final class Kadec21 {

    /// The first start after a build copies jars and records what the JVM loads; the machine may be
    /// busy.
    public static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final String READY = "ready ";

    /// A process that lives for seconds does not earn back what the second compiler costs.
    private static final String SHORT_LIFE = "-XX:TieredStopAtLevel=1";

    private Kadec21() {}

    /// The root of the checkout.
    public static Path home() {
        return Path.of(System.getProperty("kadec21.home"));
    }

    /// Types `./kadec21 ARGUMENTS`.
    public static Program start(Path folder, String... arguments) {
        return start(SHORT_LIFE, folder, arguments);
    }

    /// The same in a JVM of at most so many MiB of heap.
    static Program startSmall(int heap, Path folder, String... arguments) {
        return start(SHORT_LIFE + " -Xmx" + heap + "m", folder, arguments);
    }

    /// The same with a console that a test types at.
    public static Program startTyping(Path folder, String... arguments) {
        return Program.startTyping(folder, environment(SHORT_LIFE), command(arguments));
    }

    private static Program start(String jvm, Path folder, String... arguments) {
        return Program.start(folder, environment(jvm), command(arguments));
    }

    private static Map<String, String> environment(String jvm) {
        return Map.of(
                "KADEC21_JAVA_HOME", System.getProperty("java.home"), "KADEC21_JAVA_OPTS", jvm);
    }

    private static String[] command(String... arguments) {
        return Stream.concat(Stream.of(home().resolve("kadec21").toString()), Stream.of(arguments))
                .toArray(String[]::new);
    }

    /// What the service says once it can be used.
    public static JsonNode awaitReady(Program service) {
        String line = service.awaitOut(READY, START_LIMIT);
        return JsonMapper.shared().readTree(line.substring(READY.length()));
    }
}
