package org.kadec21.foreign;

import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Debian's slirp as the network behind a modem that dials: its PPP, its IP and its TCP are
/// nobody's here. The AT commands before the call are answered by a script.
final class Slirp implements AutoCloseable {

    /// slirp's alias for the machine it runs on.
    static final String THIS_MACHINE = "10.0.2.2";

    private static final Duration START = Duration.ofSeconds(30);

    private final Path port;
    private final Program program;

    private Slirp(Path port, Program program) {
        this.port = port;
        this.program = program;
    }

    /// @param folder slirp's home, where it looks for its secrets
    /// @param options of slirp, behind `-P`
    static Slirp start(Path folder, String... options) throws IOException {
        for (String secrets : List.of(".pap-secrets", ".chap-secrets")) {
            Path file = folder.resolve(secrets);
            Files.writeString(file, "au * open-sesame\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Path port = folder.resolve("modem");
        Path script =
                Path.of(
                        System.getProperty("kadec21.home"),
                        "src/test/resources/foreign/dialling_modem.py");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                script.toString(),
                                port.toString(),
                                "slirp-fullbolt",
                                "-P"));
        command.addAll(List.of(options));
        Program program =
                Program.start(
                        folder, Map.of("HOME", folder.toString()), command.toArray(String[]::new));
        program.awaitOut("ready", START);
        return new Slirp(port, program);
    }

    String port() {
        return port.toString();
    }

    /// What the modem has heard and done so far.
    List<String> story() {
        return program.out();
    }

    @Override
    public void close() {
        program.close();
    }
}
