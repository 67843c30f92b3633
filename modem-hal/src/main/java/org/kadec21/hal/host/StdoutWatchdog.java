package org.kadec21.hal.host;

import org.kadec21.hal.Watchdog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The process above this one, as [ChildJvm#run] is: it listens to this one's stdout for
/// heartbeats, and ends this process when none comes. It starts the next one itself, and tells what
/// became of this one.
public final class StdoutWatchdog implements Watchdog {

    /// How long it bears silence, in ISO 8601: set by whoever listens.
    static final String PROPERTY = "kadec21.heartbeat";

    /// A byte that no text has.
    static final int HEARTBEAT = 0;

    /// EX_TEMPFAIL of sysexits.h.
    private static final int TEMPORARY_FAILURE = 75;

    private final OutputStream stdout;
    private final Duration patience;
    private boolean isOrphan;

    private StdoutWatchdog(OutputStream stdout, Duration patience) {
        this.stdout = stdout;
        this.patience = patience;
    }

    /// Whoever listens to this process; empty when nobody does.
    public static Optional<Watchdog> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .flatMap(StdoutWatchdog::span)
                .map(patience ->
                        new StdoutWatchdog(new FileOutputStream(FileDescriptor.out), patience));
    }

    /// When nobody listens any more the process above has been killed: this one ends as if it had
    /// been asked to, so that whoever is started next finds flash and port free.
    @Override
    public void feed() {
        try {
            stdout.write(HEARTBEAT);
        } catch (IOException _) {
            if (!isOrphan) {
                isOrphan = true;
                Thread.ofPlatform().name("orphan").start(() -> System.exit(TEMPORARY_FAILURE));
            }
        }
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public boolean hasBitten() {
        return false;
    }

    private static Optional<Duration> span(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(Duration::isPositive);
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
