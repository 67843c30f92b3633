package org.kadec21.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// What a process has printed on one of its streams, line by line, read by a thread of its own.
final class Lines {

    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Lines() {}

    static Lines of(InputStream stream) {
        Lines lines = new Lines();
        Thread.ofVirtual().start(() -> lines.drain(stream));
        return lines;
    }

    /// All complete lines so far.
    synchronized List<String> soFar() {
        return List.copyOf(lines);
    }

    /// The first line that is wanted; empty when the stream ends or `limit` passes without one.
    synchronized Optional<String> await(Predicate<String> wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return Optional.of(lines.get(seen));
                }
            }
            long left = end - System.nanoTime();
            if (ended || left <= 0) {
                return Optional.empty();
            }
            pause(left);
        }
    }

    /// Waits until the stream has ended.
    synchronized boolean awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ended && System.nanoTime() < end) {
            pause(end - System.nanoTime());
        }
        return ended;
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for a line", e);
        }
    }

    /// A killed process may leave half a line behind: that is no line, it said nothing.
    private void drain(InputStream stream) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int letter = reader.read(); letter >= 0; letter = reader.read()) {
                if (letter == '\n') {
                    add(line.toString());
                    line.setLength(0);
                } else if (letter != '\r') {
                    line.append((char) letter);
                }
            }
        } catch (IOException closed) {
            // a killed process closes its streams like this
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
