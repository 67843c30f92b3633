package org.kadec21.bench.recording;

import org.kadec21.bench.transcript.Entry;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Writes a recording, see `docs/module-command.md`: a line an entry, each forced out at once, so
/// that a recording which was cut off is good up to there.
///
/// ```
/// kadec21 recording 1
/// #   seconds since the line before, > host < module = line, bytes
///      0.000 > AT+CPIN="\*"\r
///      0.012 < \r\nOK\r\n
/// ```
public final class RecordingWriter implements Closeable {

    /// The first line of every recording.
    static final String HEAD = "kadec21 recording 1";

    private final Writer out;
    private long lastNanos;

    private RecordingWriter(Writer out, long startNanos) {
        this.out = out;
        lastNanos = startNanos;
    }

    /// Begins a recording.
    ///
    /// @param remarks what a reader may want to know; no part of the recording
    /// @throws IOException when there is such a file already, or it cannot be written
    public static RecordingWriter create(Path file, List<String> remarks, long startNanos)
            throws IOException {
        RecordingWriter writer =
                new RecordingWriter(
                        Files.newBufferedWriter(
                                file, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW),
                        startNanos);
        writer.line(HEAD);
        for (String remark : remarks) {
            writer.line("# " + remark.replaceAll("[^ -~]", "?"));
        }
        writer.line("#   seconds since the line before, > host < module = line, bytes");
        return writer;
    }

    /// Writes a line, at once.
    ///
    /// @throws UncheckedIOException when the disk is full or gone
    public void add(Entry entry) {
        long nanos = Math.max(0, entry.nanos() - lastNanos);
        double seconds = (double) nanos / Duration.ofSeconds(1).toNanos();
        lastNanos = Math.max(lastNanos, entry.nanos());
        try {
            line(
                    String.format(
                            Locale.ROOT,
                            "%9.3f %c %s",
                            seconds,
                            entry.direction().mark(),
                            entry.text()));
        } catch (IOException lost) {
            throw new UncheckedIOException(
                    "the recording cannot be written any further (" + lost.getMessage() + ")",
                    lost);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void line(String text) throws IOException {
        out.write(text + "\n");
        out.flush();
    }
}
