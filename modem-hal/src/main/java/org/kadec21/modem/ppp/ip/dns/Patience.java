package org.kadec21.modem.ppp.ip.dns;

import java.time.Duration;

/// How long an answer may take, by what the line below does.
enum Patience {
    /// It loses little.
    USUAL(4, Duration.ofSeconds(5), Duration.ofSeconds(10)),
    /// It damages most of the questions.
    NOISY(12, Duration.ofSeconds(3), Duration.ofSeconds(3)),
    /// It repeats what is damaged: an answer of a few hundred bytes is late, and not lost.
    REPEATED(3, Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final int attempts;
    private final Duration first;
    private final Duration later;

    Patience(int attempts, Duration first, Duration later) {
        this.attempts = attempts;
        this.first = first;
        this.later = later;
    }

    /// Questions for one name; more when there are more servers.
    int attempts() {
        return attempts;
    }

    /// For each of the first round of questions; a radio bearer may have to wake up first.
    Duration first() {
        return first;
    }

    /// For each of later rounds.
    Duration later() {
        return later;
    }
}
