package org.kadec21.bench.roundtrips;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of the machine.
final class Command {

    private static final long MOST_MINUTES = 5;

    private Command() {}

    static boolean isInstalled(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /// Runs it to its end.
    ///
    /// @param input what it reads
    /// @throws IOException when it fails; the message has its last words
    static void run(List<String> line, Path input) throws IOException, InterruptedException {
        Path words = Files.createTempFile("kadec21", ".out");
        try {
            Process process =
                    new ProcessBuilder(line)
                            .redirectInput(input.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(words.toFile())
                            .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(
                        line.getFirst() + ": expected an end within " + MOST_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        line.getFirst()
                                + ": expected accepted mails, but exit code "
                                + process.exitValue()
                                + ": "
                                + Files.readString(words).strip());
            }
        } finally {
            Files.deleteIfExists(words);
        }
    }
}
