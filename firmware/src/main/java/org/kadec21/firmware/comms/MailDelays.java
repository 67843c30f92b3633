package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Mails that a server deferred one by one, and when each may go again. Kept in memory: after a
/// restart all may go at once.
final class MailDelays {

    /// Sooner or later by this part of a wait is about the same time.
    private static final int ABOUT = 4;

    private final BackOff backOff;
    private final Time time;
    private final RandomGenerator chance;
    private final Map<String, Delay> delays = new LinkedHashMap<>();

    private record Delay(int failures, Deadline since, Deadline until) {}

    MailDelays(BackOff backOff, Time time, RandomGenerator chance) {
        this.backOff = backOff;
        this.time = time;
        this.chance = chance;
    }

    /// The mail was deferred once more.
    ///
    /// @return whether an operator should hear of it: of the first, second, fourth time and so on
    boolean deferred(String id) {
        Deadline now = time.after(Duration.ZERO);
        Optional<Delay> before = Optional.ofNullable(delays.get(id));
        int failures = before.map(Delay::failures).orElse(0) + 1;
        Deadline since = before.map(Delay::since).orElse(now);
        BackOff grown = Outage.grown(backOff, Duration.ofNanos(now.atNanos() - since.atNanos()));
        delays.put(id, new Delay(failures, since, next(failures, grown)));
        return Complaints.isTold(failures);
    }

    /// Together with another mail that goes at about that time: a call that is made anyway costs
    /// nothing, and many deferred mails do not call the server one by one.
    private Deadline next(int failures, BackOff grown) {
        Duration wait = Delays.grown(failures, grown);
        Duration about = wait.dividedBy(ABOUT);
        Deadline soonest = time.after(wait.minus(about));
        Deadline latest = time.after(wait.plus(about));
        return delays.values().stream()
                .map(Delay::until)
                .filter(until -> until.compareTo(soonest) >= 0 && until.compareTo(latest) <= 0)
                .findFirst()
                .orElseGet(() -> time.after(Delays.after(failures, grown, chance)));
    }

    /// When the mail may go; a past moment if it never was deferred.
    Deadline until(Entry entry) {
        return Optional.ofNullable(delays.get(entry.id()))
                .map(Delay::until)
                .orElse(Delays.LONG_AGO);
    }

    /// Forgets mails that are not open any more.
    void retain(List<Entry> open) {
        List<String> ids = open.stream().map(Entry::id).toList();
        delays.keySet().retainAll(ids);
    }
}
