package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Mails that a server deferred one by one, and when each may go again. Kept in memory: after a
/// restart all may go at once.
final class MailDelays {

    private final BackOff backOff;
    private final Time time;
    private final RandomGenerator chance;
    private final Map<String, Delay> delays = new LinkedHashMap<>();

    private record Delay(int failures, Deadline until) {}

    MailDelays(BackOff backOff, Time time, RandomGenerator chance) {
        this.backOff = backOff;
        this.time = time;
        this.chance = chance;
    }

    void deferred(String id) {
        int failures = Optional.ofNullable(delays.get(id)).map(Delay::failures).orElse(0) + 1;
        delays.put(id, new Delay(failures, time.after(Delays.after(failures, backOff, chance))));
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
