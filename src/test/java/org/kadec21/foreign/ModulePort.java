package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `kadec21 module --pty LINK` in a process of its own, with nothing but that, and programs run
/// against it. Every program leaves what it printed in `target/transcripts`, and the module what
/// both said, in `NAME-module.txt`.
final class ModulePort implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 90;

    private final Path link;
    private final Path transcripts;
    private final Process module;

    private ModulePort(Path link, Path transcripts, Process module) {
        this.link = link;
        this.transcripts = transcripts;
        this.module = module;
    }

    /// The module without any options but the link.
    static ModulePort open(Path link, String name) throws IOException {
        return open(link, name, List.of());
    }

    /// @param name of the transcript
    /// @param options further ones
    static ModulePort open(Path link, String name, List<String> options) throws IOException {
        Path transcripts = Files.createDirectories(Path.of("target", "transcripts"));
        Path log = transcripts.resolve(name + "-module.txt");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1", // it lives for seconds
                                "-XX:+UseSerialGC",
                                "-Dkadec21.home=" + System.getProperty("kadec21.home"),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "org.kadec21.bench.Main",
                                "module",
                                "--pty",
                                link.toString()));
        command.addAll(options);
        Process module =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectError(log.toFile())
                        .start();
        BufferedReader out = module.inputReader();
        String ready = out.readLine();
        assertThat(ready).as("%s says why", log).startsWith("ready {");
        return new ModulePort(link, transcripts, module);
    }

    Path link() {
        return link;
    }

    /// Runs a program on the port and returns how it ended and what it said.
    Ended run(String name, String... command) throws IOException, InterruptedException {
        return run(name, false, command);
    }

    /// Runs a program whose standard input and output are the port, as `chat` wants it.
    Ended runOnPort(String name, String... command) throws IOException, InterruptedException {
        return run(name, true, command);
    }

    /// Runs a terminal program into which somebody types.
    Ended runTyping(String name, String keys, String... command)
            throws IOException, InterruptedException {
        Path transcript = transcripts.resolve(name + ".txt");
        List<String> line = new ArrayList<>(List.of("timeout", PATIENCE_SECONDS + "s"));
        line.addAll(List.of(command));
        Process program =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(transcript.toFile())
                        .start();
        try (Writer typing = program.outputWriter()) {
            typing.write(keys);
        }
        program.waitFor(PATIENCE_SECONDS + 5, TimeUnit.SECONDS);
        return new Ended(program.exitValue(), Files.readString(transcript));
    }

    /// Starts a program that runs on until it is told to end; it prints into its transcript.
    Process start(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(transcripts.resolve(name + ".txt").toFile())
                .start();
    }

    private Ended run(String name, boolean onPort, String... command)
            throws IOException, InterruptedException {
        Path transcript = transcripts.resolve(name + ".txt");
        List<String> line = new ArrayList<>(List.of("timeout", PATIENCE_SECONDS + "s"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(transcript.toFile());
        if (onPort) {
            builder.redirectInput(link.toFile()).redirectOutput(link.toFile());
        } else {
            builder.redirectErrorStream(true).redirectOutput(transcript.toFile());
        }
        Process program = builder.start();
        if (!onPort) {
            program.getOutputStream().close();
        }
        program.waitFor(PATIENCE_SECONDS + 5, TimeUnit.SECONDS);
        return new Ended(program.exitValue(), Files.readString(transcript));
    }

    @Override
    public void close() throws InterruptedException {
        module.destroy();
        module.waitFor(10, TimeUnit.SECONDS);
    }

    record Ended(int exitCode, String said) {}
}
