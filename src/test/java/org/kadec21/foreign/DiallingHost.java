package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.foreign.ModulePort.Ended;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A dial-up host made of lwIP, whose PPP, TCP and DNS nobody here wrote: Debian's source of it
/// (which `.ci/run` puts in place) with `lwip/dialler.c` around it.
///
/// @param program what was compiled
record DiallingHost(Path program) {

    private static final Path LWIP = Path.of("/usr/src/kadec21-lwip");
    private static final List<String> PARTS =
            List.of("src/core", "src/core/ipv4", "src/netif/ppp", "src/netif/ppp/polarssl");

    /// Compiles it into a folder.
    static DiallingHost build(Path folder) throws IOException, InterruptedException {
        Path own = sources(folder);
        Path program = folder.resolve("dialler");
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-w", "-o"));
        command.addAll(List.of(program.toString(), "-I" + own, "-I" + LWIP.resolve("src/include")));
        command.add(own.resolve("dialler.c").toString());
        for (String part : PARTS) {
            try (Stream<Path> files = Files.list(LWIP.resolve(part))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".c"))
                        .sorted()
                        .forEach(command::add);
            }
        }
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(said).isZero();
        return new DiallingHost(program);
    }

    /// Dials, connects to `host` and `port` of the network and follows a script.
    ///
    /// @param script see `lwip/dialler.c`
    Ended run(ModulePort port, Member member, String host, int hostPort, Path script)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(program.getParent(), "out", ".txt");
        Path err = Files.createTempFile(program.getParent(), "err", ".txt");
        Process running =
                new ProcessBuilder(
                                program.toString(),
                                port.link().toString(),
                                "*99***1#",
                                member.user(),
                                member.password(),
                                host,
                                String.valueOf(hostPort),
                                script.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!running.waitFor(3, TimeUnit.MINUTES)) {
            running.destroyForcibly();
        }
        return new Ended(running.waitFor(), Files.readString(out) + Files.readString(err));
    }

    /// What it says when it is asked who it is.
    record Member(String user, String password) {}

    private static Path sources(Path folder) {
        Path own = folder.resolve("lwip");
        try {
            Files.createDirectories(own.resolve("arch"));
            for (String file : List.of("dialler.c", "lwipopts.h", "arch/cc.h")) {
                try (var in = DiallingHost.class.getResourceAsStream("lwip/" + file)) {
                    Files.copy(in, own.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own;
    }
}
