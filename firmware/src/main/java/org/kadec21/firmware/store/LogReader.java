package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads logs without ever writing, also beside a running unit that appends, rewrites and deletes
/// at the same time.
public final class LogReader {

    /// A rewriting takes milliseconds: a listing that meets this many in a row has another problem.
    public static final int ATTEMPTS = 10;

    private final Flash flash;

    public LogReader(Flash flash) {
        this.flash = flash;
    }

    /// Whether a unit has ever written here: one file at least begins as its files do.
    public boolean isAUnits() {
        return flash.list().stream()
                .filter(name -> flash.size(name) >= FileHeader.MAGIC_BYTES)
                .anyMatch(name -> FileHeader.isAUnits(flash.read(name, 0, FileHeader.MAGIC_BYTES)));
    }

    /// Base names of the logs that begin with `prefix`, sorted; also of those that were never
    /// finished.
    public List<String> bases(String prefix) {
        return LogName.all(flash).stream()
                .map(LogName::base)
                .filter(base -> base.startsWith(prefix))
                .distinct()
                .sorted()
                .toList();
    }

    /// The sound frames of the newest readable generation; empty when there is none.
    public Optional<List<Frame>> frames(String base, FileKind kind) {
        for (LogName name : LogName.allOf(flash, base)) {
            if (name.unfinished()) {
                continue;
            }
            byte[] bytes = bytes(flash, name);
            if (FileHeader.check(bytes, kind) instanceof FileHeader.Check.Sound) {
                return Optional.of(FrameScan.of(bytes).frames());
            }
        }
        return Optional.empty();
    }

    /// A file put aside because no reader here may interpret it.
    ///
    /// @param base of the log it belonged to
    public record Quarantined(String name, String base, long bytes) {}

    public List<Quarantined> quarantined() {
        return flash.list().stream()
                .filter(name -> name.startsWith(Quarantine.PREFIX))
                .map(name -> new Quarantined(name, Quarantine.baseOf(name), flash.size(name)))
                .toList();
    }

    /// Why a file was put aside, as far as its header tells: the end of a sentence.
    public String complaint(Quarantined file) {
        int bytes = (int) Math.min(file.bytes(), FileHeader.BYTES);
        return FileHeader.complaint(flash.read(file.name(), 0, bytes))
                .orElse("a part of it is damaged");
    }

    /// Runs `reading` until no file vanishes under it.
    ///
    /// @throws FlashException when files go on vanishing after [#ATTEMPTS] attempts
    public static <T> T settled(Supplier<T> reading) {
        RuntimeException last = new FlashException("no reading was attempted");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return reading.get();
            } catch (IllegalStateException | FlashException vanished) {
                last = vanished;
            }
        }
        throw new FlashException(
                "the files changed under "
                        + ATTEMPTS
                        + " readings in a row; try again when the unit is idle",
                last);
    }

    static byte[] bytes(Flash flash, LogName name) {
        long size = flash.size(name.toString());
        if (size > Integer.MAX_VALUE) {
            throw new FlashException(name + " has " + size + " bytes, no log grows that large");
        }
        return flash.read(name.toString(), 0, (int) size);
    }
}
