package org.kadec21.bench;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/// A service's journal, shown to the person who started it: one line an event.
///
/// @param shown takes the lines
record EventLine(Consumer<String> shown, Time time) implements Journal {

    /// Shows events on a stream, each at once.
    static EventLine on(PrintWriter err, Time time) {
        return new EventLine(
                line -> {
                    err.println(line);
                    err.flush();
                },
                time);
    }

    @Override
    public void event(String event, Object... fields) {
        StringBuilder line = new StringBuilder();
        line.append(time.now().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(event);
        for (int i = 0; i < fields.length; i += 2) {
            line.append(' ').append(fields[i]).append('=').append(fields[i + 1]);
        }
        shown.accept(line.toString());
    }
}
