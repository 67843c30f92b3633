package org.kadec21.submission.wire;

import org.kadec21.hal.Deadline;

import java.time.Duration;

/// A deadline that can say of itself what it is for.
///
/// @param name what must be over by then, and how long that may take
public record TimeLimit(Deadline deadline, String name) {

    /// `20 min for MATTER`, due at `deadline`.
    public static TimeLimit of(Deadline deadline, Duration span, String matter) {
        return new TimeLimit(deadline, words(span) + " for " + matter);
    }

    /// The earlier of the two.
    public TimeLimit earlier(TimeLimit other) {
        return deadline.compareTo(other.deadline) <= 0 ? this : other;
    }

    private static String words(Duration span) {
        if (span.toMillis() % 1000 != 0) {
            return span.toMillis() + " ms";
        }
        long minutes = span.toMinutes();
        int seconds = span.toSecondsPart();
        return (minutes > 0 ? minutes + " min" : "")
                + (minutes > 0 && seconds > 0 ? " " : "")
                + (seconds > 0 || minutes == 0 ? seconds + " s" : "");
    }
}
