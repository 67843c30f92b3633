package org.kadec21.live;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;

/// `./kadec21 provider` on free ports, with its one account.
public final class LabProvider implements AutoCloseable {

    private final Program program;
    private final JsonNode ready;

    private LabProvider(Program program) {
        this.program = program;
        this.ready = Kadec21.awaitReady(program);
    }

    /// Starts it and waits until it can be used.
    public static LabProvider start(Path folder) {
        Program program =
                Kadec21.start(folder, "provider", "--ca-out", folder.resolve("ca.pem").toString());
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

    PopMailbox mailbox() {
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
