package org.kadec21.firmware.boot;

import org.kadec21.firmware.mail.ReportPost.Report;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Mails concerns, each once as long as it stays the same. What was told is noted after the mail
/// lies in the outbox, so that a loss of power loses none; a concern that is gone and comes back is
/// told again.
final class ConcernPost {

    /// Keys of the state, with the topic behind.
    static final String TOLD = "told.";

    private final StateStore state;
    private final Time time;
    private final Predicate<Report> mail;
    private final Map<String, Report> unposted = new TreeMap<>();

    /// @param mail makes a report durable; false when there is no room
    ConcernPost(StateStore state, Time time, Predicate<Report> mail) {
        this.state = state;
        this.time = time;
        this.mail = mail;
    }

    void tell(List<Concern> concerns) {
        concerns.forEach(this::tell);
    }

    private void tell(Concern concern) {
        String key = TOLD + concern.topic();
        try {
            if (concern.isAllWell()) {
                catchUp(concern.topic());
                state.remove(key);
            } else if (!state.get(key).equals(Optional.of(concern.mark()))) {
                Report report = report(concern);
                if (mail.test(report)) {
                    unposted.remove(concern.topic());
                    state.put(key, concern.mark());
                } else {
                    unposted.put(concern.topic(), report);
                }
            }
        } catch (FlashFullException full) {
            // It is told again at the next occasion; on the same day it is the same mail.
        }
    }

    /// What found no room as long as it was true is told when it is over.
    private void catchUp(String topic) {
        Optional.ofNullable(unposted.get(topic))
                .filter(mail)
                .ifPresent(_ -> unposted.remove(topic));
    }

    private Report report(Concern concern) {
        long day = time.now().getEpochSecond() / Duration.ofDays(1).toSeconds();
        return new Report(
                concern.topic() + "." + day + "." + concern.mark(),
                concern.headline(),
                concern.words());
    }
}
