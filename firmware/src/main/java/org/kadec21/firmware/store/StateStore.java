package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Small facts that outlive a power cut: alarm rule states, a PIN tried and wrong, TLS once seen,
/// schedule positions, counters. Never a secret. A change of several keys happens as a whole or not
/// at all.
///
/// A damaged change is skipped, its keys then have the value before.
public final class StateStore {

    /// The log's base name.
    public static final String BASE = "state";

    /// Most keys, and most bytes of a key or value: facts, not documents.
    public static final int MAX_KEYS = 500;

    public static final int MAX_TEXT_BYTES = 4096;

    private final Log log;
    private final TreeMap<String, String> values = new TreeMap<>();
    private final List<Frame> unknown = new ArrayList<>();

    private StateStore(Log log) {
        this.log = log;
    }

    /// Recovers the state after a boot, or begins an empty one.
    public static StateStore open(Flash flash, Journal journal) {
        return open(flash, journal, BASE);
    }

    /// The same under another name, for facts that are not the running unit's.
    static StateStore open(Flash flash, Journal journal, String base) {
        Log.Recovered recovered = Log.recoverOrCreate(flash, journal, base, FileKind.STATE);
        StateStore store = new StateStore(recovered.log());
        store.replay(recovered.frames());
        return store;
    }

    /// What is on flash, read without writing, also beside a running unit.
    public static SequencedMap<String, String> list(Flash flash) {
        return LogReader.settled(() -> {
            TreeMap<String, String> values = new TreeMap<>();
            new LogReader(flash)
                    .frames(BASE, FileKind.STATE)
                    .ifPresent(frames ->
                            frames.forEach(frame ->
                                    StateChange.decode(frame)
                                            .ifPresent(change -> change.applyTo(values))));
            return Collections.unmodifiableSequencedMap(values);
        });
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// All keys that begin with `prefix`, sorted.
    public SequencedMap<String, String> startingWith(String prefix) {
        SortedMap<String, String> tail = values.tailMap(prefix);
        TreeMap<String, String> found = new TreeMap<>();
        for (var entry : tail.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
        return found;
    }

    /// Sets one fact; durable when this returns. What is so already costs no write.
    ///
    /// @throws FlashFullException when not even the housekeeping reserve is left; nothing changed
    public void put(String key, String value) {
        change(new StateChange().put(key, value));
    }

    /// Forgets one fact; durable when this returns.
    ///
    /// @throws FlashFullException as for [#put]
    public void remove(String key) {
        change(new StateChange().remove(key));
    }

    /// Makes several changes at once, all or none; durable when this returns.
    ///
    /// @throws FlashFullException as for [#put]
    public void change(StateChange change) {
        TreeMap<String, String> changed = new TreeMap<>(values);
        change.applyTo(changed);
        if (changed.equals(values)) {
            return;
        }
        if (changed.size() > MAX_KEYS) {
            throw new IllegalStateException("the state holds at most " + MAX_KEYS + " facts");
        }
        append(change.encode());
        values.clear();
        values.putAll(changed);
        if (log.isMostlyDead(this::snapshot)) {
            compact();
        }
    }

    private void append(Frame frame) {
        try {
            log.append(frame);
        } catch (FlashFullException full) {
            log.rewrite(snapshot());
            log.append(frame);
        }
    }

    private void replay(List<Frame> frames) {
        for (Frame frame : frames) {
            StateChange.decode(frame)
                    .ifPresentOrElse(change -> change.applyTo(values), () -> unknown.add(frame));
        }
    }

    private void compact() {
        try {
            log.rewrite(snapshot());
        } catch (FlashFullException full) {
            // It stays as long as it is until there is room.
        }
    }

    /// One frame for each fact, so that no single flipped bit costs more than one of them.
    private List<Frame> snapshot() {
        List<Frame> frames = new ArrayList<>(unknown);
        values.forEach((key, value) -> frames.add(new StateChange().put(key, value).encode()));
        return frames;
    }
}
