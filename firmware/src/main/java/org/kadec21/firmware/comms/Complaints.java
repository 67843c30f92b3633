package org.kadec21.firmware.comms;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.Optional;

/// Which of many equal complaints the operator hears: the first, second, fourth, eighth and so on
/// in a row, and one a day. The journal has them all.
final class Complaints {

    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    private final Time time;
    private String last = "";
    private int inARow;
    private Deadline again = Delays.LONG_AGO;

    Complaints(Time time) {
        this.time = time;
    }

    /// The complaint as it is told, if it is told.
    Optional<String> heard(String complaint) {
        inARow = complaint.equals(last) ? inARow + 1 : 1;
        last = complaint;
        if (!isTold(inARow) && !time.isOver(again)) {
            return Optional.empty();
        }
        again = time.after(AGAIN_AFTER);
        return Optional.of(inARow == 1 ? complaint : complaint + " (" + inARow + " times now)");
    }

    /// All is well: the next complaint is a new one.
    void forget() {
        last = "";
    }

    /// Whether the n-th of equal complaints in a row is told, whenever it comes.
    static boolean isTold(int inARow) {
        return Integer.bitCount(inARow) == 1;
    }
}
