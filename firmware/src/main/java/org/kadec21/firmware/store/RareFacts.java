package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.util.Optional;
import java.util.TreeMap;

/// A few facts in a file of their own, beside the state of the unit that runs: they stay open while
/// units boot and end. The file begins with the first fact; a flash on which none was ever noted is
/// not written to. Frames are those of a [StateStore].
public final class RareFacts {

    private final Flash flash;
    private final Journal journal;
    private final String base;
    private Optional<StateStore> store = Optional.empty();

    private RareFacts(Flash flash, Journal journal, String base) {
        this.flash = flash;
        this.journal = journal;
        this.base = base;
    }

    /// Recovers the facts after a boot. Once in a life of the board: two on one file would not see
    /// each other's changes.
    ///
    /// @param base the log's base name
    public static RareFacts open(Flash flash, Journal journal, String base) {
        RareFacts facts = new RareFacts(flash, journal, base);
        if (!LogName.allOf(flash, base).isEmpty()) {
            facts.store = Optional.of(StateStore.open(flash, journal, base));
        }
        return facts;
    }

    public Optional<String> get(String key) {
        return store.flatMap(facts -> facts.get(key));
    }

    /// Makes several changes at once, all or none; durable when this returns. What is so already
    /// costs no write.
    ///
    /// @throws FlashFullException when there is no room; nothing changed
    public void change(StateChange change) {
        if (store.isEmpty() && !isNews(change)) {
            return;
        }
        if (store.isEmpty()) {
            store = Optional.of(StateStore.open(flash, journal, base));
        }
        store.get().change(change);
    }

    private static boolean isNews(StateChange change) {
        TreeMap<String, String> noted = new TreeMap<>();
        change.applyTo(noted);
        return !noted.isEmpty();
    }
}
