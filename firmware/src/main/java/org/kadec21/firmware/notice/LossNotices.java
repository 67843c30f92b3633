package org.kadec21.firmware.notice;

import org.kadec21.hal.Journal;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Tells the operator, in sentences, those journal events that mean something was lost, damaged or
/// cannot be kept and that nobody else tells. Nothing is written down: a unit on a real board has
/// no other journal.
public final class LossNotices implements Journal {

    private final Notices notices;

    public LossNotices(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void event(String event, Object... fields) {
        SequencedMap<String, Object> named = named(fields);
        sentence(event, named).ifPresent(notices::trouble);
    }

    private static Optional<String> sentence(String event, SequencedMap<String, Object> fields) {
        return switch (event) {
            case "records.lost" ->
                    Optional.of(
                            text(fields, "unacknowledged")
                                    + " records from "
                                    + text(fields, "first")
                                    + " to "
                                    + text(fields, "last")
                                    + " were overwritten before they were delivered; the ring is"
                                    + " full, see why no monitoring mail gets out");
            case "flash.full" -> full(text(fields, "what"));
            case "file.quarantined" ->
                    Optional.of(
                            "file "
                                    + text(fields, "file")
                                    + " on the flash was put aside as "
                                    + text(fields, "kept")
                                    + ": "
                                    + text(fields, "reason"));
            case "file.damaged" ->
                    Optional.of(
                            "file "
                                    + text(fields, "file")
                                    + " on the flash has "
                                    + text(fields, "bytes")
                                    + " damaged bytes at "
                                    + text(fields, "offset")
                                    + "; they are skipped, the rest is read");
            case "file.torn" ->
                    Optional.of(
                            "file "
                                    + text(fields, "file")
                                    + " on the flash ended in "
                                    + text(fields, "bytes")
                                    + " bytes that are no whole entry; after a power cut they are"
                                    + " what was being written, otherwise look at what is missing");
            case "mail.refusal-dropped" ->
                    Optional.of(
                            "refused mail "
                                    + text(fields, "id")
                                    + " is not kept any longer: at most "
                                    + text(fields, "limit")
                                    + " are; look at them with `outbox list`");
            case "clock.stepped" ->
                    Optional.of(
                            "the unit's clock was set "
                                    + (fields.get("by") instanceof Duration by
                                            ? (by.isNegative() ? "back by " : "forward by ")
                                                    + SpanWords.of(by)
                                            : "anew")
                                    + "; the next record is marked");
            default -> Optional.empty();
        };
    }

    /// A record or a mail without room is told by those who meet it.
    private static Optional<String> full(String what) {
        return switch (what) {
            case "record", "mail" -> Optional.empty();
            default ->
                    Optional.of(
                            "flash has no room for "
                                    + what
                                    + "; it is kept in memory and tried again, remove foreign"
                                    + " files from the flash");
        };
    }

    private static SequencedMap<String, Object> named(Object... fields) {
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        for (int at = 0; at + 1 < fields.length; at += 2) {
            named.put(String.valueOf(fields[at]), fields[at + 1]);
        }
        return Collections.unmodifiableSequencedMap(named);
    }

    private static String text(SequencedMap<String, Object> fields, String name) {
        return String.valueOf(fields.getOrDefault(name, "?"));
    }
}
