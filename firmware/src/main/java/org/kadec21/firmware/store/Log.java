package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One file of frames that grows by durable appends. When most of it is dead, or its tail is torn,
/// it is rewritten as its next generation: written aside, forced, renamed, directory forced, and
/// only then is the older one deleted.
public final class Log {

    /// A smaller log is not worth rewriting.
    public static final int COMPACT_ABOVE_BYTES = 64 * 1024;

    private final Flash flash;
    private final Journal journal;
    private LogName name;
    private FileHeader header;
    private long size;
    private boolean damaged;

    private Log(Flash flash, Journal journal, LogName name, FileHeader header, FrameScan scan) {
        this.flash = flash;
        this.journal = journal;
        this.name = name;
        this.header = header;
        this.size = scan.totalBytes();
        this.damaged = !scan.damages().isEmpty();
    }

    /// A log as the last boot left it.
    ///
    /// @param frames all sound ones, unknown types included
    /// @param damagedStretches how many times frames were missing between them
    public record Recovered(Log log, List<Frame> frames, int damagedStretches) {

        public Recovered {
            frames = List.copyOf(frames);
        }
    }

    /// Begins a new log. Durable when this returns.
    ///
    /// @param base lower-case letters, digits and hyphens, beginning with a letter; no log of that
    ///   name exists
    /// @throws FlashFullException when the medium has no room; nothing was left behind
    public static Log create(
            Flash flash, Journal journal, String base, FileKind kind, List<Frame> frames) {
        FileHeader header = FileHeader.of(kind);
        LogName name = new LogName(base, 1, false);
        byte[] content = content(header, frames);
        writeAside(flash, name, content);
        return new Log(flash, journal, name, header, FrameScan.of(content));
    }

    /// Finds a log after a boot: newest generation first, what this image must not read is
    /// quarantined, a torn tail cut off, leftovers of interrupted rewriting removed. What it
    /// returns is durable. Empty when there is no readable file.
    public static Optional<Recovered> recover(
            Flash flash, Journal journal, String base, FileKind kind) {
        Optional<Recovered> found = Optional.empty();
        for (LogName name : LogName.allOf(flash, base)) {
            if (name.unfinished() || found.isPresent()) {
                flash.delete(name.toString());
                continue;
            }
            byte[] bytes = LogReader.bytes(flash, name);
            switch (FileHeader.check(bytes, kind)) {
                case FileHeader.Check.Refused refused ->
                        new Quarantine(flash, journal).put(name, refused.reason());
                case FileHeader.Check.Sound sound ->
                        found =
                                Optional.of(
                                        recover(
                                                flash,
                                                journal,
                                                name,
                                                sound.header(),
                                                FrameScan.of(bytes)));
            }
        }
        flash.forceDirectory();
        return found;
    }

    /// [#recover], or [#create] an empty log when there is none.
    ///
    /// @throws FlashFullException when there is none and no room for a header
    public static Recovered recoverOrCreate(
            Flash flash, Journal journal, String base, FileKind kind) {
        return recover(flash, journal, base, kind)
                .orElseGet(() ->
                        new Recovered(create(flash, journal, base, kind, List.of()), List.of(), 0));
    }

    private static Recovered recover(
            Flash flash, Journal journal, LogName name, FileHeader header, FrameScan scan) {
        for (FrameScan.Damage damage : scan.damages()) {
            journal.event(
                    "file.damaged",
                    "file",
                    name.toString(),
                    "offset",
                    damage.offset(),
                    "bytes",
                    damage.bytes());
        }
        Log log = new Log(flash, journal, name, header, scan);
        if (scan.tornBytes() > 0) {
            journal.event("file.torn", "file", name.toString(), "bytes", scan.tornBytes());
            log.cutOffTail(scan.frames());
        } else {
            flash.force(name.toString());
        }
        return new Recovered(log, scan.frames(), scan.damages().size());
    }

    /// Appends one frame; durable when this returns.
    ///
    /// @throws FlashFullException when the medium has no room; nothing was appended
    public void append(Frame frame) {
        append(frame.encode());
    }

    /// Replaces the content by `frames`; durable when this returns, and never is there a moment
    /// without the one or the other.
    ///
    /// @throws FlashFullException when the medium has no room for both; the log is as it was
    public void rewrite(List<Frame> frames) {
        LogName next = name.next();
        FileHeader rewritten =
                new FileHeader(
                        header.kind(), header.major(), Math.max(header.minor(), FileHeader.MINOR));
        byte[] content = content(rewritten, frames);
        writeAside(flash, next, content);
        if (damaged) {
            new Quarantine(flash, journal)
                    .put(name, "frames in it are damaged; the sound ones live on in " + next);
        } else {
            flash.delete(name.toString());
        }
        name = next;
        header = rewritten;
        size = content.length;
        damaged = false;
    }

    /// Whether rewriting would at least halve a log that is worth it.
    ///
    /// @param live what it would hold then; asked only when the size alone does not decide
    public boolean isMostlyDead(Supplier<List<Frame>> live) {
        return size > COMPACT_ABOVE_BYTES
                && size > 2 * live.get().stream().mapToLong(Frame::encodedBytes).sum();
    }

    /// Deletes the log; durable when this returns.
    public void delete() {
        flash.delete(name.toString());
        flash.forceDirectory();
    }

    /// Bytes on flash.
    public long size() {
        return size;
    }

    /// Reads it again from flash.
    public List<Frame> read() {
        return FrameScan.of(LogReader.bytes(flash, name)).frames();
    }

    /// Without room for a rewritten copy, an end mark after the torn bytes lets readers find the
    /// next frame.
    private void cutOffTail(List<Frame> frames) {
        try {
            rewrite(frames);
        } catch (FlashFullException full) {
            append(Frame.endMark());
            damaged = true;
        }
    }

    private void append(byte[] bytes) {
        flash.append(name.toString(), bytes);
        flash.force(name.toString());
        size += bytes.length;
    }

    private static void writeAside(Flash flash, LogName name, byte[] content) {
        String aside = name.beingWritten().toString();
        flash.create(aside);
        try {
            flash.append(aside, content);
        } catch (FlashFullException full) {
            flash.delete(aside);
            throw full;
        }
        flash.force(aside);
        flash.rename(aside, name.toString());
        flash.forceDirectory();
    }

    private static byte[] content(FileHeader header, List<Frame> frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header.encode());
        frames.forEach(frame -> bytes.writeBytes(frame.encode()));
        return bytes.toByteArray();
    }
}
