package org.kadec21.hal.at;

import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.Optional;

/// Finds out when a quarantined line is in step again, that is, when the next final result code
/// will belong to the next command. A module answers in order, so a query whose answer no other
/// command gives is a marker: what comes before its answer is late. The line is in step when every
/// probe sent was answered, or when one was and then nothing came for [#QUIET] (the others were
/// lost or eaten as payload).
///
/// A port that never answers the marker's line, only `OK` or `ERROR`, counts as in step after two
/// probes in a row that drew exactly one final result code each.
final class Resync {

    /// How long one probe is waited for before the next is sent.
    static final Duration WINDOW = Duration.ofMillis(1500);

    /// After an answered probe, silence this long proves that no further answers are queued in the
    /// module.
    static final Duration QUIET = Duration.ofMillis(500);

    /// After ESC, for the module to leave its prompt.
    static final Duration ESCAPE = Duration.ofMillis(200);

    /// Most probes; a module that blocks for three minutes (`+COPS=?`) has then queued 20 short
    /// lines.
    static final int PROBES = 20;

    static final String ESC = "\u001b";

    private final String probe;
    private final String marker;
    private Phase phase;
    private Deadline wake;
    private int written;
    private int owed;
    private int plainInRow;
    private int finalsInWindow;
    private boolean markerSeen;

    private enum Phase {
        ESCAPE_DUE,
        ESCAPED,
        PROBING,
        SETTLING,
        IN_STEP
    }

    /// @param stuck the text of the command that was not answered; its own answer cannot be the
    ///   marker
    /// @param owed probes of earlier attempts that the module may still answer
    /// @param atPrompt whether the module may take what comes as a payload
    Resync(String stuck, int owed, boolean atPrompt, Deadline now) {
        this.owed = owed;
        boolean ambiguous = stuck.contains("+CMEE");
        probe = ambiguous ? "AT+CREG?" : "AT+CMEE?";
        marker = ambiguous ? "+CREG:" : "+CMEE:";
        phase = atPrompt ? Phase.ESCAPE_DUE : Phase.ESCAPED;
        wake = now;
    }

    boolean isInStep() {
        return phase == Phase.IN_STEP;
    }

    /// Probes that were written and not answered.
    int owed() {
        return owed;
    }

    /// When [#due(Deadline)] has to be asked again.
    Deadline wake() {
        return wake;
    }

    /// What has to be written at `now`, without line end trimming: an ESC or a probe with its end.
    Optional<String> due(Deadline now) {
        if (now.compareTo(wake) < 0) {
            return Optional.empty();
        }
        return switch (phase) {
            case ESCAPE_DUE -> {
                phase = Phase.ESCAPED;
                wake = now.plus(ESCAPE);
                yield Optional.of(ESC);
            }
            case ESCAPED -> nextProbe(now);
            case PROBING -> endOfWindow(now);
            case SETTLING -> {
                phase = Phase.IN_STEP;
                yield Optional.empty();
            }
            case IN_STEP -> Optional.empty();
        };
    }

    /// A prompt came: the module waits for a payload that nobody will send.
    void prompted(Deadline now) {
        phase = Phase.ESCAPE_DUE;
        wake = now;
    }

    /// A line came. True when it belongs to the probing; otherwise it is late, or a URC.
    boolean heard(String line, Deadline now) {
        if (line.startsWith(marker)) {
            markerSeen = true;
            return true;
        }
        if (!FinalResult.isFinal(line)) {
            return line.endsWith(probe);
        }
        finalsInWindow++;
        if (markerSeen) {
            markerSeen = false;
            owed = Math.max(0, owed - 1);
            phase = owed == 0 ? Phase.IN_STEP : Phase.SETTLING;
            wake = now.plus(QUIET);
        }
        return true;
    }

    private Optional<String> endOfWindow(Deadline now) {
        plainInRow = finalsInWindow == 1 ? plainInRow + 1 : 0;
        if (plainInRow == 2) {
            phase = Phase.IN_STEP;
            return Optional.empty();
        }
        return nextProbe(now);
    }

    private Optional<String> nextProbe(Deadline now) {
        phase = Phase.PROBING;
        finalsInWindow = 0;
        markerSeen = false;
        wake = now.plus(WINDOW);
        if (written == PROBES) {
            wake = Deadline.never();
            return Optional.empty();
        }
        written++;
        owed++;
        return Optional.of(probe + "\r");
    }
}
