package org.kadec21.foreign;

import org.kadec21.foreign.ModulePort.Ended;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Gammu's message daemon on a module of its own: it polls all the time, sends what is put into its
/// outbox and fetches what has come.
final class MessageDaemon implements AutoCloseable {

    private static final int KILL_SECONDS = 20;

    private final Path folder;
    private final ModulePort port;
    private final Path settings;
    private final Process daemon;
    private final long startNanos = System.nanoTime();

    private MessageDaemon(Path folder, ModulePort port, Path settings, Process daemon) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
        this.daemon = daemon;
    }

    static MessageDaemon start(Path folder) throws IOException {
        for (String name : List.of("inbox", "outbox", "sent", "error")) {
            Files.createDirectory(folder.resolve(name));
        }
        ModulePort port = ModulePort.open(folder.resolve("modem0"), "gammu-smsd");
        Path settings =
                Files.writeString(
                        folder.resolve("smsdrc"),
                        """
                        [gammu]
                        device = %1$s
                        connection = at115200

                        [smsd]
                        service = files
                        logfile = %2$s/smsd.log
                        debuglevel = 1
                        inboxpath = %2$s/inbox/
                        outboxpath = %2$s/outbox/
                        sentsmspath = %2$s/sent/
                        errorsmspath = %2$s/error/
                        inboxformat = detail
                        """
                                .formatted(port.link(), folder));
        Process daemon = port.start("gammu-smsd", "gammu-smsd", "-c", settings.toString());
        return new MessageDaemon(folder, port, settings, daemon);
    }

    /// Has it send a message.
    Ended send(String number, String text) throws IOException, InterruptedException {
        return tool("gammu-smsd-inject", "TEXT", number, "-text", text);
    }

    /// What it says of itself.
    Ended status() throws IOException, InterruptedException {
        return tool("gammu-smsd-monitor", "-n", "1", "-d", "1");
    }

    /// Whether it still runs `span` after its start; waits until then.
    boolean livesFor(Duration span) throws InterruptedException {
        long left = span.toNanos() - (System.nanoTime() - startNanos);
        return !daemon.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS);
    }

    /// Everything in the files of one of its folders.
    String content(String name) throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file : files.toList()) {
                content.append(Files.readString(file));
            }
        }
        return content.toString();
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("smsd.log"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        daemon.destroy();
        daemon.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        port.close();
        Files.copy(
                folder.resolve("smsd.log"),
                Path.of("target", "transcripts", "gammu-smsd-log.txt"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Ended tool(String name, String... arguments) throws IOException, InterruptedException {
        return port.run(
                name,
                Stream.concat(Stream.of(name, "-c", settings.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
