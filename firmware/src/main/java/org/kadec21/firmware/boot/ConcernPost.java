package org.kadec21.firmware.boot;

import org.kadec21.firmware.mail.ReportPost.Report;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
                state.remove(key);
            } else if (!state.get(key).equals(Optional.of(concern.mark()))
                    && mail.test(report(concern))) {
                state.put(key, concern.mark());
            }
        } catch (FlashFullException full) {
            // It is told again after the next boot; the same day it is the same mail.
        }
    }

    private Report report(Concern concern) {
        long day = time.now().getEpochSecond() / Duration.ofDays(1).toSeconds();
        return new Report(
                concern.topic() + "." + day + "." + concern.mark(),
                concern.headline(),
                concern.words());
    }
}
