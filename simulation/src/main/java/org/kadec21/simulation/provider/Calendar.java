package org.kadec21.simulation.provider;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;

/// The provider's calendar, which may begin on any day and run faster than the clock that its
/// clients live by. Patience with clients and faults that last are measured on that clock; dates
/// (policy, outages, retention, greylisting) on the calendar.
public final class Calendar implements Time {

    private final Time clock;
    private final Instant start;
    private final long startNanos;
    private final int speed;

    private Calendar(Time clock, Instant start, int speed) {
        this.clock = clock;
        this.start = start;
        this.startNanos = clock.nanos();
        this.speed = speed;
    }

    /// A calendar that shows `start` now.
    ///
    /// @param speed seconds of the calendar in a second of the clock, at least 1
    public static Calendar from(Time clock, Instant start, int speed) {
        if (speed < 1) {
            throw new IllegalArgumentException("a calendar runs forward, not at " + speed + "x");
        }
        return new Calendar(clock, start, speed);
    }

    @Override
    public Instant now() {
        return start.plus(Duration.ofNanos(clock.nanos() - startNanos).multipliedBy(speed));
    }

    @Override
    public long nanos() {
        return clock.nanos();
    }

    /// How far the calendar of `time` moves while `span` of the clock passes.
    static Duration during(Time time, Duration span) {
        return time instanceof Calendar calendar ? span.multipliedBy(calendar.speed) : span;
    }

    /// The moment of the clock at which the calendar of `time` shows `date`.
    static Deadline when(Time time, Instant date) {
        Duration ahead = Duration.between(time.now(), date);
        int speed = time instanceof Calendar calendar ? calendar.speed : 1;
        // one nanosecond more, so that the date has come whatever the division has dropped
        return time.after(ahead.dividedBy(speed).plusNanos(speed > 1 ? 1 : 0));
    }
}
