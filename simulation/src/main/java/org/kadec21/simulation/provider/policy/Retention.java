package org.kadec21.simulation.provider.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/// How long mail is kept on the server. Days are the provider's own.
public sealed interface Retention {

    /// The day at whose beginning a mail that arrived at `received` is deleted; empty when it
    /// stays.
    Optional<LocalDate> deletedOn(Instant received);

    /// Whether a mail that arrived at `received` has been deleted by `now`.
    boolean isOver(Instant received, Instant now);

    static Retention unlimited() {
        return new Unlimited();
    }

    /// Until the owner deletes it.
    record Unlimited() implements Retention {

        @Override
        public Optional<LocalDate> deletedOn(Instant received) {
            return Optional.empty();
        }

        @Override
        public boolean isOver(Instant received, Instant now) {
            return false;
        }
    }

    /// For a while, and to the end of the day on which that is over: received on 2017-02-01 and
    /// kept for a year is deleted on 2018-02-02. A 29 February counts as 28 where the later year
    /// has none.
    ///
    /// @param since mail from before this day counts as if it had been received on it
    record Limited(Period kept, LocalDate since, ZoneId zone) implements Retention {

        @Override
        public Optional<LocalDate> deletedOn(Instant received) {
            return Optional.of(dayAfter(received));
        }

        @Override
        public boolean isOver(Instant received, Instant now) {
            return !now.isBefore(dayAfter(received).atStartOfDay(zone).toInstant());
        }

        private LocalDate dayAfter(Instant received) {
            LocalDate day = LocalDate.ofInstant(received, zone);
            return (day.isBefore(since) ? since : day).plus(kept).plusDays(1);
        }
    }
}
