package org.kadec21.firmware.comms;

import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the network's clock says about the unit's: a hint for the operator, never an authority.
final class ClockHint {

    /// Less is drift, and the time the network's answer took.
    private static final Duration WORTH_TELLING = Duration.ofMinutes(5);

    private final Time time;
    private final Notices notices;
    private Duration ahead = Duration.ZERO;
    private Duration told = Duration.ZERO;

    ClockHint(Time time, Notices notices) {
        this.time = time;
        this.notices = notices;
    }

    /// The network told its time; a difference not told before goes to the operator.
    void heard(Optional<Instant> networkTime) {
        if (networkTime.isEmpty()) {
            return;
        }
        ahead = Duration.between(networkTime.get(), time.now()).truncatedTo(ChronoUnit.SECONDS);
        if (isWorthTelling(ahead) && isWorthTelling(ahead.minus(told))) {
            told = ahead;
            notices.trouble(sentence() + "; check which of the two is right");
        }
    }

    /// What to add where the clock may be to blame; empty while both clocks agree.
    String note() {
        return isWorthTelling(ahead) ? "; " + sentence() : "";
    }

    private String sentence() {
        return "the unit's clock is "
                + ahead.abs()
                + (ahead.isNegative() ? " behind" : " ahead of")
                + " the network's";
    }

    private static boolean isWorthTelling(Duration difference) {
        return difference.abs().compareTo(WORTH_TELLING) > 0;
    }
}
