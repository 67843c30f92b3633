package org.kadec21.live;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// `./kadec21 provider` on free ports, with its one account.
public final class LabProvider implements AutoCloseable {

    private static final Duration EVENT_LIMIT = Duration.ofSeconds(30);

    private final Program program;
    private final JsonNode ready;

    private LabProvider(Program program) {
        this.program = program;
        this.ready = Kadec21.awaitReady(program);
    }

    /// Starts it and waits until it can be used.
    ///
    /// @param options of the command, besides the file for its authority
    public static LabProvider start(Path folder, String... options) {
        String ca = folder.resolve("ca.pem").toString();
        Program program =
                Kadec21.start(
                        folder,
                        Stream.concat(Stream.of("provider", "--ca-out", ca), Stream.of(options))
                                .toArray(String[]::new));
        try {
            return new LabProvider(program);
        } catch (AssertionError neverReady) {
            program.close();
            throw neverReady;
        }
    }

    public int port(String service) {
        return ready.get(service + "_port").asInt();
    }

    /// Certificate of the authority, PEM.
    public Path ca() {
        return Path.of(ready.get("ca").asString());
    }

    /// How many events that end like this it has told of so far.
    public int events(String end) {
        return Math.toIntExact(program.err().stream().filter(line -> line.endsWith(end)).count());
    }

    /// Waits until it has told of as many events that end like this.
    public void awaitEvents(String end, int count) {
        AtomicInteger seen = new AtomicInteger();
        program.awaitErr(
                line -> line.endsWith(end) && seen.incrementAndGet() == count, end, EVENT_LIMIT);
    }

    /// What a unit must know of it.
    public LiveUnit.Server server() {
        return new LiveUnit.Server(
                port("submission"),
                ca(),
                "lab",
                "secret",
                "lab@provider.test",
                "lab@provider.test");
    }

    /// The mailbox of its one account.
    public PopMailbox mailbox() {
        return new PopMailbox(port("pop3"), ca(), "lab", "secret");
    }

    Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }
}
