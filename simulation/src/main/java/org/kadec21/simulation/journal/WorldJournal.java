package org.kadec21.simulation.journal;

import org.kadec21.hal.Journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Collects the events of a whole world, in the order in which they happened under its baton.
///
/// A line is `{"t":<virtual ns>,"seq":<n>,"entity":"…","event":"…", fields…}` followed by a line
/// feed; the digest covers exactly these bytes in ASCII.
public final class WorldJournal {

    private final LongSupplier nanos;
    private final Consumer<String> sink;
    private final MessageDigest digest;
    private long sequence;
    private boolean sealed;

    /// @param nanos the world's virtual nanoseconds
    /// @param sink receives each line, without its line feed
    public WorldJournal(LongSupplier nanos, Consumer<String> sink) {
        this.nanos = nanos;
        this.sink = sink;
        this.digest = sha256();
    }

    /// The journal as `entity` sees it.
    public Journal of(String entity) {
        return (event, fields) -> append(entity, event, fields);
    }

    /// Number of events so far.
    public long size() {
        return sequence;
    }

    /// The digest of what was recorded so far, in lower-case hexadecimal.
    public String digestHex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this platform cannot be cloned", e);
        }
    }

    /// Ends the journal: what happens from now on is no part of the run. The digest stays.
    public void seal() {
        sealed = true;
    }

    private void append(String entity, String event, Object[] fields) {
        if (sealed) {
            return;
        }
        if (fields.length % 2 != 0) {
            throw new IllegalArgumentException(event + ": fields are name and value alternating");
        }
        CanonicalJson line =
                new CanonicalJson()
                        .field("t", nanos.getAsLong())
                        .field("seq", sequence++)
                        .field("entity", entity)
                        .field("event", event);
        for (int i = 0; i < fields.length; i += 2) {
            line.field((String) fields[i], fields[i + 1]);
        }
        String text = line.end();
        digest.update(text.getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) '\n');
        sink.accept(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
