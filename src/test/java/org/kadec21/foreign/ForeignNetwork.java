package org.kadec21.foreign;

import org.kadec21.live.Kadec21;
import org.kadec21.live.Program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A modem that dials, behind which a program is the packet network: its PPP, its IP and its TCP
/// are nobody's here. The AT commands before the call are answered by a script.
final class ForeignNetwork implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path port;
    private final Program program;

    private ForeignNetwork(Path port, Program program) {
        this.port = port;
        this.program = program;
    }

    /// @param folder the program's home
    /// @param network the program, whose standard input and output become the call
    static ForeignNetwork start(Path folder, String... network) {
        Path port = folder.resolve("modem");
        Path script = Kadec21.home().resolve("src/test/resources/foreign/dialling_modem.py");
        Program program =
                Program.start(
                        folder,
                        Map.of("HOME", folder.toString()),
                        Stream.concat(
                                        Stream.of("python3", script.toString(), port.toString()),
                                        Stream.of(network))
                                .toArray(String[]::new));
        program.awaitOut("ready", START);
        return new ForeignNetwork(port, program);
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
