package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// When recorded data is due next.
sealed interface MonitoringSchedule {

    /// The next moment it is due, by the clock as it stands; a past moment means it is due now.
    Deadline next();

    /// The same, as the unit's clock will show it.
    Instant nextInstant();

    /// Takes what is due now off the schedule.
    void advance();

    /// The schedule as configured.
    ///
    /// @param servedUpTo what the unit's clock showed when the schedule was last looked at, before
    ///   a restart or now
    static MonitoringSchedule of(Schedule schedule, ZoneId zone, Time time, Instant servedUpTo) {
        return switch (schedule) {
            case Schedule.DailyAt daily -> new Daily(daily.time(), zone, time, servedUpTo);
            case Schedule.Every every -> new Every(every.interval(), time, servedUpTo);
        };
    }

    /// Once a day by the wall clock. A day that passed unserved (no power) is made up for once.
    final class Daily implements MonitoringSchedule {

        private final LocalTime timeOfDay;
        private final ZoneId zone;
        private final Time time;
        private Instant next;

        Daily(LocalTime timeOfDay, ZoneId zone, Time time, Instant servedUpTo) {
            this.timeOfDay = timeOfDay;
            this.zone = zone;
            this.time = time;
            this.next = following(servedUpTo);
        }

        @Override
        public Deadline next() {
            return time.after(Duration.between(time.now(), nextInstant()));
        }

        @Override
        public Instant nextInstant() {
            Instant soonest = following(time.now());
            if (next.isAfter(soonest)) {
                next = soonest; // the clock was set back
            }
            return next;
        }

        @Override
        public void advance() {
            next = following(time.now());
        }

        /// The first occurrence after `moment`; in a zone with summer time a skipped time of day
        /// moves on by the gap.
        private Instant following(Instant moment) {
            ZonedDateTime local = moment.atZone(zone);
            Instant sameDay = ZonedDateTime.of(local.toLocalDate(), timeOfDay, zone).toInstant();
            return sameDay.isAfter(moment)
                    ? sameDay
                    : ZonedDateTime.of(local.toLocalDate().plusDays(1), timeOfDay, zone)
                            .toInstant();
        }
    }

    /// At even distances by the monotonic clock. A restart goes on where the schedule stood; what
    /// the wall clock says about the time without power moves the first moment by one interval at
    /// most.
    final class Every implements MonitoringSchedule {

        private final Duration interval;
        private final Time time;
        private Deadline next;

        Every(Duration interval, Time time, Instant servedUpTo) {
            this.interval = interval;
            this.time = time;
            this.next = time.after(left(Duration.between(servedUpTo, time.now())));
        }

        private Duration left(Duration passed) {
            if (passed.isNegative()) {
                return interval; // the clock was set back
            }
            return passed.compareTo(interval) < 0 ? interval.minus(passed) : Duration.ZERO;
        }

        @Override
        public Deadline next() {
            return next;
        }

        @Override
        public Instant nextInstant() {
            return time.now().plusNanos(next.atNanos() - time.nanos());
        }

        @Override
        public void advance() {
            while (time.isOver(next)) {
                next = next.plus(interval);
            }
        }
    }
}
