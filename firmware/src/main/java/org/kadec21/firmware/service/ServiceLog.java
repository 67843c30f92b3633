package org.kadec21.firmware.service;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The newest events of a unit, to be read at the service port: `2013-02-03T04:05:06Z mail.accepted
/// id=...`. Kept in memory: a power cut empties it.
public final class ServiceLog implements Journal {

    /// So many events are kept.
    public static final int MOST_EVENTS = 1000;

    private static final int MOST_CHARACTERS = 400;

    private final Journal journal;
    private final Time time;
    private final Deque<String> lines = new ArrayDeque<>();

    /// @param journal is told everything as well
    public ServiceLog(Journal journal, Time time) {
        this.journal = journal;
        this.time = time;
    }

    @Override
    public void event(String event, Object... fields) {
        journal.event(event, fields);
        StringBuilder line = new StringBuilder(time.now().truncatedTo(ChronoUnit.SECONDS) + " ");
        line.append(event);
        for (int at = 0; at + 1 < fields.length; at += 2) {
            line.append(' ').append(fields[at]).append('=').append(shown(fields[at + 1]));
        }
        line.setLength(Math.min(line.length(), MOST_CHARACTERS));
        lines.addLast(line.toString());
        if (lines.size() > MOST_EVENTS) {
            lines.removeFirst();
        }
    }

    /// What is kept, oldest first.
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private static String shown(Object value) {
        String text =
                value instanceof Enum<?> word
                        ? word.name().toLowerCase(Locale.ROOT)
                        : String.valueOf(value);
        return text.contains(" ") ? "\"" + text.replace('"', '\'') + "\"" : text;
    }
}
