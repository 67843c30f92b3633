package org.kadec21.simulation.provider.behaviour;

import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.Interference;
import org.kadec21.simulation.provider.smtp.Moment;
import org.kadec21.simulation.provider.smtp.Stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Takes only so many mails in an hour, whoever they come from.
final class RateLimit implements Behaviour {

    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final Deque<Instant> taken = new ArrayDeque<>();

    RateLimit(int most) {
        this.most = most;
    }

    @Override
    public Optional<Interference> at(Moment moment) {
        if (moment.stage() != Stage.MAIL || !moment.regular().isPositive()) {
            return Optional.empty();
        }
        while (!taken.isEmpty() && !taken.getFirst().plus(HOUR).isAfter(moment.now())) {
            taken.removeFirst();
        }
        if (taken.size() < most) {
            taken.addLast(moment.now());
            return Optional.empty();
        }
        return Optional.of(Interference.refuse(450, "4.7.1", "Error: max " + most + " messages/h"));
    }
}
