package org.kadec21.bench;

import org.kadec21.firmware.boot.UnitStatus;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Shows how far a run is: a line that rewrites itself on a terminal, a line a month elsewhere.
final class ProgressLine {

    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final ZoneId zone;
    private final boolean terminal;
    private YearMonth shown = YearMonth.of(1, 1);

    ProgressLine(PrintWriter err, ZoneId zone) {
        this.err = err;
        this.zone = zone;
        this.terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    void at(Instant now, UnitStatus status) {
        YearMonth month = YearMonth.from(now.atZone(zone));
        if (terminal) {
            err.print(ERASE + line(now, status));
            err.flush();
        } else if (!month.equals(shown)) {
            err.println(line(now, status));
            err.flush();
        }
        shown = month;
    }

    /// A line that stays.
    void say(String line) {
        err.println((terminal ? ERASE : "") + line);
        err.flush();
    }

    void end() {
        if (terminal) {
            err.print(ERASE);
            err.flush();
        }
    }

    private String line(Instant now, UnitStatus status) {
        return String.format(
                Locale.ROOT,
                "%s  %,6d records, %,6d of them delivered, %d alarms raised, %d cleared, radio %,d"
                        + " s",
                now.atZone(zone).toLocalDate(),
                status.records(),
                status.acknowledgedUpTo(),
                status.onsets(),
                status.clearings(),
                status.comms().usage().radioTime().toSeconds());
    }
}
