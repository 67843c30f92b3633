package org.kadec21.firmware.store;

import org.kadec21.hal.Journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A journal in memory, a line of text for each event: `record.accepted number=1`.
public final class RecordedJournal implements Journal {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void event(String event, Object... fields) {
        StringBuilder line = new StringBuilder(event);
        for (int i = 0; i < fields.length; i += 2) {
            line.append(' ').append(fields[i]).append('=').append(fields[i + 1]);
        }
        lines.add(line.toString());
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// The lines of these events, in their order.
    public List<String> of(String... events) {
        return lines.stream()
                .filter(line -> Arrays.asList(events).contains(line.split(" ", 2)[0]))
                .collect(Collectors.toList());
    }
}
