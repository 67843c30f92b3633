package org.kadec21.bench.service;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.Tasks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Lines of standard input, read by a thread of its own that does nothing else.
public final class TypedLines {

    /// Lines that may wait; more make whoever types them wait.
    private static final int MOST_WAITING = 100;

    private final Inbox<Optional<String>> lines;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private boolean ended;

    /// Begins to read.
    public TypedLines(Tasks tasks, InputStream in) {
        lines = tasks.inbox("typed lines", MOST_WAITING + 1);
        Thread reader = new Thread(() -> post(in), "typed lines");
        reader.setDaemon(true);
        reader.start();
    }

    /// The next line; empty at the end. To be called holding the baton.
    public Optional<String> next() {
        return ended ? Optional.empty() : take(Deadline.never());
    }

    /// A line that waits already, without waiting for one.
    public Optional<String> waiting() {
        return ended || lines.size() == 0 ? Optional.empty() : take(Deadline.never());
    }

    private Optional<String> take(Deadline deadline) {
        Optional<String> line = lines.poll(deadline).orElseThrow();
        room.release();
        ended = line.isEmpty();
        return line;
    }

    private void post(InputStream in) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                room.acquire();
                lines.offer(Optional.of(line));
            }
            lines.offer(Optional.empty());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
