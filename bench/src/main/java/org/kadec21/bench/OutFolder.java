package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.plot.SvgPlot;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.ReportPicture;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.TraceText;
import org.kadec21.mailbox.ReceivedMail;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a bench run leaves behind, if asked to: `mailbox/ADDRESS/*.eml`, `journal.jsonl`,
/// `at-trace.txt`, `plot.svg`.
final class OutFolder implements AutoCloseable {

    private final Optional<Path> folder;
    private final Optional<BufferedWriter> journal;
    private final Optional<BufferedWriter> trace;
    private final Trace traceText;

    private OutFolder(
            Optional<Path> folder,
            Optional<BufferedWriter> journal,
            Optional<BufferedWriter> trace) {
        this.folder = folder;
        this.journal = journal;
        this.trace = trace;
        this.traceText =
                trace.<Trace>map(writer -> new TraceText(line -> write(writer, line)))
                        .orElseGet(Trace::none);
    }

    /// @param path a new or empty folder, or null to keep nothing
    static OutFolder create(@Nullable Path path) throws IOException {
        if (path == null) {
            return new OutFolder(Optional.empty(), Optional.empty(), Optional.empty());
        }
        requireFree(path);
        try {
            Files.createDirectories(path.resolve("mailbox"));
        } catch (IOException failed) {
            throw new IOException(
                    "--out: expected a folder that can be made, but "
                            + path
                            + " cannot be ("
                            + Unwritable.reason(path, failed)
                            + "); choose one below a folder you may write to",
                    failed);
        }
        return new OutFolder(
                Optional.of(path),
                Optional.of(Files.newBufferedWriter(path.resolve("journal.jsonl"))),
                Optional.of(Files.newBufferedWriter(path.resolve("at-trace.txt"))));
    }

    private static void requireFree(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(
                    "--out: expected a new or empty folder, but " + path + " is a file");
        }
        if (Files.isDirectory(path)) {
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw new IOException(
                            "--out: expected a new or empty folder, but "
                                    + path
                                    + " holds something; name another, or empty it");
                }
            }
        }
    }

    void journal(String line) {
        journal.ifPresent(writer -> write(writer, line));
    }

    void trace(Instant at, Trace.Direction direction, String text) {
        traceText.line(at, direction, text);
    }

    void keep(BenchReport report, UnitConfig unit) throws IOException {
        if (folder.isPresent()) {
            for (Map.Entry<String, List<ReceivedMail>> box : report.mailboxes().entrySet()) {
                keep(box.getValue(), folder.get().resolve("mailbox").resolve(box.getKey()));
            }
            Files.writeString(
                    folder.get().resolve("plot.svg"), SvgPlot.draw(ReportPicture.of(report, unit)));
        }
    }

    private static void keep(List<ReceivedMail> mails, Path box) throws IOException {
        Files.createDirectories(box);
        for (int i = 0; i < mails.size(); i++) {
            String name = String.format(Locale.ROOT, "%04d.eml", i + 1);
            Files.write(box.resolve(name), mails.get(i).raw());
        }
    }

    @Override
    public void close() throws IOException {
        for (Optional<BufferedWriter> writer : List.of(journal, trace)) {
            if (writer.isPresent()) {
                writer.get().close();
            }
        }
    }

    private static void write(BufferedWriter writer, String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder of --out cannot be written: check its disk", e);
        }
    }
}
