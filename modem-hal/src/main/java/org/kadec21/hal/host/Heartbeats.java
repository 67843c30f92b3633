package org.kadec21.hal.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// The heartbeats in another process's output: a NUL, which no text has, is one; everything else is
/// passed on.
final class Heartbeats {

    private static final int CHUNK_BYTES = 8 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final Thread reader = new Thread(this::read, "heartbeats");
    private volatile long lastAt = System.nanoTime();
    private volatile boolean begun;

    private Heartbeats(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// Begins to listen.
    ///
    /// @param out where everything else goes
    static Heartbeats in(InputStream in, OutputStream out) {
        Heartbeats heartbeats = new Heartbeats(in, out);
        heartbeats.reader.setDaemon(true);
        heartbeats.reader.start();
        return heartbeats;
    }

    /// Whether there was one yet.
    boolean hasBegun() {
        return begun;
    }

    /// How long ago the last one was; before the first one, since listening began.
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastAt);
    }

    /// Waits until all that the process wrote is passed on.
    ///
    /// @param limit for a process of a process that holds the stream
    void awaitEnd(Duration limit) throws InterruptedException {
        reader.join(limit);
    }

    private void read() {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (in) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                passOn(chunk, length);
            }
        } catch (IOException _) {
            // its end, or the reader's of what is passed on: it will be ended for its silence
        }
    }

    private void passOn(byte[] chunk, int length) throws IOException {
        int kept = 0;
        for (int at = 0; at < length; at++) {
            if (chunk[at] == StdoutWatchdog.HEARTBEAT) {
                lastAt = System.nanoTime();
                begun = true;
            } else {
                chunk[kept++] = chunk[at];
            }
        }
        if (kept > 0) {
            out.write(chunk, 0, kept);
            out.flush();
        }
    }
}
