package org.kadec21.simulation.module.core;

import org.kadec21.hal.Deadline;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What is to happen later inside the module: at most one pending action per [Purpose].
public final class Timers {

    private final Map<Purpose, Entry> pending = new EnumMap<>(Purpose.class);

    public enum Purpose {
        POWER,
        SIM_READY,
        APP_READY,
        REGISTRATION,
        RADIO_CHANGE,
        PENDING_COMMAND,
        ESCAPE,
        LINK,
        RING,
        NETWORK_SERVICE,
        SHORT_MESSAGE
    }

    private record Entry(Deadline due, Runnable action) {}

    public void start(Purpose purpose, Deadline due, Runnable action) {
        pending.put(purpose, new Entry(due, action));
    }

    public void cancel(Purpose purpose) {
        pending.remove(purpose);
    }

    public void clear() {
        pending.clear();
    }

    /// When the next action is due; never when none is pending.
    public Deadline next() {
        return earliest().map(purpose -> entry(purpose).due()).orElse(Deadline.never());
    }

    /// Runs the earliest action that is due by `now`; false when there was none.
    public boolean runOne(long now) {
        Optional<Purpose> due = earliest().filter(purpose -> entry(purpose).due().atNanos() <= now);
        due.ifPresent(purpose -> {
            Runnable action = entry(purpose).action();
            pending.remove(purpose);
            action.run();
        });
        return due.isPresent();
    }

    private Optional<Purpose> earliest() {
        return pending.keySet().stream().min((a, b) -> entry(a).due().compareTo(entry(b).due()));
    }

    private Entry entry(Purpose purpose) {
        Entry entry = pending.get(purpose);
        if (entry == null) {
            throw new IllegalStateException("no timer for " + purpose);
        }
        return entry;
    }
}
