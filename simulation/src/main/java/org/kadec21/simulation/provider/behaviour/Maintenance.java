package org.kadec21.simulation.provider.behaviour;

import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.Interference;
import org.kadec21.simulation.provider.smtp.Moment;
import org.kadec21.simulation.provider.smtp.SmtpReply;
import org.kadec21.simulation.provider.smtp.Stage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A maintenance that begins when the first client calls: a while in which connections end before a
/// word is said, one in which they are answered by 421, and then nothing more of it.
final class Maintenance implements Behaviour {

    private final Duration away;
    private final Duration busy;
    private Optional<Instant> begin = Optional.empty();

    Maintenance(Duration away, Duration busy) {
        this.away = away;
        this.busy = busy;
    }

    @Override
    public Optional<Interference> at(Moment moment) {
        if (moment.stage() != Stage.GREETING) {
            return Optional.empty();
        }
        Instant since = begin.orElse(moment.now());
        begin = Optional.of(since);
        if (moment.now().isBefore(since.plus(away))) {
            return Optional.of(Interference.instead(Interference.hangUp()));
        }
        return moment.now().isBefore(since.plus(away).plus(busy))
                ? Optional.of(
                        Interference.instead(
                                Interference.say(
                                        SmtpReply.of(421, "4.3.2", "Maintenance, try later")),
                                Interference.hangUp()))
                : Optional.empty();
    }
}
