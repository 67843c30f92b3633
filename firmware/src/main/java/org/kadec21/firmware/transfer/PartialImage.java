package org.kadec21.firmware.transfer;

import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What has arrived so far of an image, on flash: there is at most one, whichever way it comes.
/// Every part is durable when it was kept, so that a transfer goes on where the power went.
public final class PartialImage {

    /// What an image costs on flash beside its bytes, a frame around each KiB, and its
    /// announcement.
    static final int OVERHEAD_PER_MILLE = 25;

    private static final String BASE = "transfer";

    private final Flash flash;
    private final Journal journal;
    private Optional<Kept> kept;

    private PartialImage(Flash flash, Journal journal, Optional<Kept> kept) {
        this.flash = flash;
        this.journal = journal;
        this.kept = kept;
    }

    /// @param offsets where parts begin
    /// @param length of all parts
    private record Kept(Log log, Announcement image, Set<Integer> offsets, int length) {

        /// Empty when such a part cannot be the next one.
        private Optional<Kept> with(int offset, int bytes) {
            return image.accepts(offset, bytes, length) && offsets.add(offset)
                    ? Optional.of(new Kept(log, image, offsets, length + bytes))
                    : Optional.empty();
        }
    }

    /// What the last boot left; damaged or out of date ([Announcement#keptUntil()]), it is thrown
    /// away.
    public static PartialImage recover(Flash flash, Journal journal, Instant now) {
        Optional<Log.Recovered> found = Log.recover(flash, journal, BASE, FileKind.TRANSFER);
        Optional<Kept> kept = found.flatMap(PartialImage::sound).filter(it -> isFresh(it, now));
        if (kept.isEmpty() && found.isPresent()) {
            found.get().log().delete();
            journal.event("transfer.dropped", "reason", "damaged or out of date");
        }
        return new PartialImage(flash, journal, kept);
    }

    /// The image of which something is kept, if there is one.
    public Optional<Announcement> image() {
        return kept.map(Kept::image);
    }

    /// Bytes kept.
    public int length() {
        return kept.map(Kept::length).orElse(0);
    }

    public boolean isComplete() {
        return kept.filter(it -> it.length() == it.image().bytes()).isPresent();
    }

    /// Whether the bytes that begin at `offset` are kept.
    public boolean has(int offset) {
        return kept.filter(it -> it.offsets().contains(offset)).isPresent();
    }

    /// What it takes on flash now.
    long bytesOnFlash() {
        return kept.map(it -> it.log().size()).orElse(0L);
    }

    /// Begins another image; what was kept is gone.
    ///
    /// @throws FlashFullException when there is no room for anything
    public void begin(Announcement image) {
        discard();
        Log log =
                Log.create(
                        flash,
                        journal,
                        BASE,
                        FileKind.TRANSFER,
                        List.of(new TransferFrame.Announced(image).encode()));
        kept = Optional.of(new Kept(log, image, new TreeSet<>(), 0));
        journal.event("transfer.begun", "board", image.board(), "bytes", image.bytes());
    }

    /// Makes the next bytes durable.
    ///
    /// @return empty when they are, or a sentence that says why they cannot be
    public Optional<String> keep(byte[] bytes) {
        return keep(length(), bytes);
    }

    /// Makes the bytes that begin at `offset` durable, which were not there before.
    ///
    /// @return empty when they are, or a sentence that says why they cannot be
    public Optional<String> keep(int offset, byte[] bytes) {
        Kept before = kept.orElseThrow(() -> new IllegalStateException("nothing was begun"));
        Kept after =
                before.with(offset, bytes.length)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        bytes.length + " bytes at " + offset + " do not fit"));
        try {
            before.log().append(new TransferFrame.Part(offset, bytes).encode());
        } catch (FlashFullException full) {
            before.offsets().remove(offset);
            return Optional.of(
                    "expected room for "
                            + (before.image().bytes() - before.length())
                            + " more bytes, but the flash is full; let the unit send its records,"
                            + " then resume the transfer");
        }
        kept = Optional.of(after);
        return Optional.empty();
    }

    /// The bytes kept, in their order, read again from flash.
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length());
        kept.ifPresent(it ->
                parts(it.log().read()).stream()
                        .sorted(Comparator.comparingInt(TransferFrame.Part::offset))
                        .forEach(part -> bytes.writeBytes(part.bytes())));
        return bytes.toByteArray();
    }

    /// SHA-256 of the bytes kept, in hexadecimal digits.
    public String sha256() {
        return Sha256.hex(bytes());
    }

    /// Throws away what is kept.
    public void discard() {
        kept.ifPresent(it -> it.log().delete());
        kept = Optional.empty();
    }

    private static Optional<Kept> sound(Log.Recovered found) {
        if (found.damagedStretches() > 0 || found.frames().isEmpty()) {
            return Optional.empty();
        }
        Optional<TransferFrame> first = TransferFrame.decode(found.frames().getFirst());
        if (!(first.orElse(null) instanceof TransferFrame.Announced(Announcement image))) {
            return Optional.empty();
        }
        Optional<Kept> kept = Optional.of(new Kept(found.log(), image, new TreeSet<>(), 0));
        for (TransferFrame.Part part : parts(found.frames())) {
            kept = kept.flatMap(it -> it.with(part.offset(), part.bytes().length));
        }
        return kept;
    }

    private static List<TransferFrame.Part> parts(List<Frame> frames) {
        return frames.stream()
                .flatMap(frame -> TransferFrame.decode(frame).stream())
                .filter(TransferFrame.Part.class::isInstance)
                .map(TransferFrame.Part.class::cast)
                .toList();
    }

    private static boolean isFresh(Kept kept, Instant now) {
        return now.isBefore(kept.image().keptUntil());
    }
}
