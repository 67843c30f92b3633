package org.kadec21.simulation.provider.policy;

import java.time.Instant;

/// A time in which customers can neither send nor receive, and the member page is closed. Mail that
/// arrives from elsewhere on [Service#RELAY] is taken, and reaches its mailbox when it is over.
///
/// @param from the first moment of it
/// @param until the first moment after it
public record Outage(Instant from, Instant until, Manner manner) {

    public Outage {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "an outage ends after it has begun, not from " + from + " until " + until);
        }
    }

    /// What a customer's program meets.
    public enum Manner {
        /// The connection ends before a word is said.
        UNREACHABLE,
        /// `421 4.3.2`, or `-ERR [SYS/TEMP]` over POP3 (RFC 3206), then the end.
        ANNOUNCED
    }

    public boolean isAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
