package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.firmware.config.UnitConfig.Retry;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Scope;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Until when everything waits because the way to the server, our account or our policy failed. A
/// pure value: each failure gives the next one.
///
/// @param failures windows that failed in a row
/// @param since when the first of a row of failures came, whatever failed
/// @param lastFailure when the last one failed
/// @param scope what failed, if something did
/// @param alarmsFrom moment from which alarms may be tried again
/// @param monitoringFrom moment from which recorded data may be tried again
public record Patience(
        int failures,
        Deadline since,
        Deadline lastFailure,
        Optional<Scope> scope,
        Deadline alarmsFrom,
        Deadline monitoringFrom) {

    /// Nothing is wrong.
    public static final Patience FRESH =
            new Patience(
                    0,
                    Delays.LONG_AGO,
                    Delays.LONG_AGO,
                    Optional.empty(),
                    Delays.LONG_AGO,
                    Delays.LONG_AGO);

    /// Recorded data can wait a day for an operator to mend our policy or our clock; an alarm asks
    /// more often, since a clock may come right by itself.
    private static final Duration LONGEST_ALARM_WAIT_FOR_SECURITY = Duration.ofHours(1);

    /// After one more window that failed for `scope`. A login or STARTTLS that fails for now is
    /// said of the attempt ([Scope#MAIL]); without a session everything waits all the same.
    Patience failed(Scope scope, Retry retry, Time time, RandomGenerator chance) {
        int count = this.scope.equals(Optional.of(scope)) ? failures + 1 : 1;
        return switch (scope) {
            case HOST, MAIL ->
                    waiting(count, scope, time, retry.alarm(), retry.monitoring(), chance);
            case ACCOUNT -> waiting(count, scope, time, retry.account(), retry.account(), chance);
            case SECURITY ->
                    waiting(
                            count,
                            scope,
                            time,
                            atMost(LONGEST_ALARM_WAIT_FOR_SECURITY, retry.security()),
                            retry.security(),
                            chance);
        };
    }

    /// After a window that found recorded data due and no room on flash to fix it as a mail; alarms
    /// are free to go.
    Patience recordsCannotBegin(Retry retry, Time time, RandomGenerator chance) {
        Patience waiting = failed(Scope.HOST, retry, time, chance);
        return new Patience(
                waiting.failures,
                waiting.since,
                waiting.lastFailure,
                waiting.scope,
                Delays.LONG_AGO,
                waiting.monitoringFrom);
    }

    /// The same waits, counted from a moment that lies `span` later.
    Patience later(Duration span) {
        return scope.isEmpty()
                ? this
                : new Patience(
                        failures,
                        failures == 1 ? since.plus(span) : since,
                        lastFailure.plus(span),
                        scope,
                        alarmsFrom.plus(span),
                        monitoringFrom.plus(span));
    }

    /// As after a boot, when an account was refused before it.
    ///
    /// @param count refusals in a row so far
    /// @param left how long it is still left alone
    static Patience refusedBefore(int count, Deadline now, Duration left) {
        Deadline until = now.plus(left);
        return new Patience(count, now, now, Optional.of(Scope.ACCOUNT), until, until);
    }

    /// A new alarm does not inherit the long waits of those before it: it may go as soon as the
    /// first wait after the last failure is over, or, in an outage of more than a day, an hour
    /// after it. A refused account is not touched: servers lock it for good.
    Patience newAlarm(Retry retry) {
        boolean ofTheWay =
                scope.filter(what -> what == Scope.HOST || what == Scope.MAIL).isPresent();
        return ofTheWay
                ? new Patience(
                        failures,
                        since,
                        lastFailure,
                        scope,
                        alarmsFrom.earlier(
                                lastFailure.plus(
                                        Outage.untilNewAlarmMayCall(
                                                retry.alarm(), between(since, lastFailure)))),
                        monitoringFrom)
                : this;
    }

    private static BackOff atMost(Duration longest, BackOff usual) {
        Duration first = usual.first().compareTo(longest) < 0 ? usual.first() : longest;
        Duration last = usual.longest().compareTo(longest) < 0 ? usual.longest() : longest;
        return new BackOff(first, last, usual.jitterPercent());
    }

    private Patience waiting(
            int count,
            Scope scope,
            Time time,
            BackOff alarms,
            BackOff monitoring,
            RandomGenerator chance) {
        Deadline now = time.after(Duration.ZERO);
        Deadline began = failures == 0 ? now : since;
        Duration lasted = between(began, now);
        return new Patience(
                count,
                began,
                now,
                Optional.of(scope),
                now.plus(Delays.after(count, Outage.grown(alarms, lasted), chance)),
                now.plus(Delays.after(count, Outage.grown(monitoring, lasted), chance)));
    }

    private static Duration between(Deadline earlier, Deadline later) {
        return Duration.ofNanos(later.atNanos() - earlier.atNanos());
    }
}
