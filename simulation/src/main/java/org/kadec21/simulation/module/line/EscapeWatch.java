package org.kadec21.simulation.module.line;

import org.kadec21.hal.Deadline;

import java.time.Duration;

/// Looks for `+++` between two silences in the bytes of data mode: the guard time must pass before
/// the first and after the third, and no other byte may come between.
public final class EscapeWatch {

    private static final int PLUSES = 3;

    private long lastByte;
    private int pluses;

    /// Data mode begins at `now`.
    public void restart(long now) {
        lastByte = now;
        pluses = 0;
    }

    public void accept(byte b, long now, Duration guard) {
        boolean silent = now - lastByte >= guard.toNanos();
        if (b != '+') {
            pluses = 0;
        } else if (pluses == 0 || pluses == PLUSES) {
            pluses = pluses == 0 && silent ? 1 : 0;
        } else {
            pluses = silent && !guard.isZero() ? 1 : pluses + 1;
        }
        lastByte = now;
    }

    /// The last bytes that may be part of an escape.
    public int held() {
        return pluses;
    }

    /// The pluses so far are data.
    public void giveUp() {
        pluses = 0;
    }

    public boolean isComplete() {
        return pluses == PLUSES;
    }

    /// When the escape is complete unless another byte comes; never when none is under way.
    public Deadline due(Duration guard) {
        return pluses == PLUSES ? Deadline.at(lastByte).plus(guard) : Deadline.never();
    }
}
