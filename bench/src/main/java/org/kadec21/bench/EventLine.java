package org.kadec21.bench;

import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;

/// A service's journal, shown to the person who started it: one line an event.
record EventLine(PrintWriter err, Time time) implements Journal {

    @Override
    public void event(String event, Object... fields) {
        StringBuilder line = new StringBuilder();
        line.append(time.now().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(event);
        for (int i = 0; i < fields.length; i += 2) {
            line.append(' ').append(fields[i]).append('=').append(fields[i + 1]);
        }
        err.println(line);
        err.flush();
    }
}
