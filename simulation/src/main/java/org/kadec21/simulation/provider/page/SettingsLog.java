package org.kadec21.simulation.provider.page;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What customers ordered, changed and cancelled, and when.
final class SettingsLog {

    /// Entries kept for each customer; the oldest go first.
    static final int ENTRIES = 200;

    private final SequencedMap<String, Deque<Entry>> byUser = new LinkedHashMap<>();

    /// @param room the part of the page it was done in
    /// @param text the name of the sentence that says what
    record Entry(Instant at, String room, String text, List<String> arguments) {}

    void add(String user, Entry entry) {
        Deque<Entry> entries = byUser.computeIfAbsent(user, u -> new ArrayDeque<>());
        entries.addFirst(entry);
        if (entries.size() > ENTRIES) {
            entries.removeLast();
        }
    }

    /// What a customer did in one part of the page, newest first.
    List<Entry> entries(String user, String room) {
        return byUser.getOrDefault(user, new ArrayDeque<>()).stream()
                .filter(entry -> entry.room().equals(room))
                .toList();
    }
}
