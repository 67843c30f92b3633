package org.kadec21.simulation.provider.behaviour;

import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.smtp.Interference;
import org.kadec21.simulation.provider.smtp.Moment;
import org.kadec21.simulation.provider.smtp.Stage;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Refuses a pair of sender and recipient for a while when it is new (RFC 6647).
public final class Greylisting implements Behaviour {

    /// Pairs remembered; the oldest are forgotten first, which only delays them again.
    private static final int PAIRS = 10_000;

    private final Duration delay;
    private final SequencedMap<Pair, Instant> firstSeen = new LinkedHashMap<>();

    /// Greylisting with an empty memory.
    ///
    /// @param delay how long a new pair has to wait
    public Greylisting(Duration delay) {
        this.delay = delay;
    }

    private record Pair(String sender, String recipient) {}

    @Override
    public Optional<Interference> at(Moment moment) {
        if (moment.stage() != Stage.RCPT
                || moment.recipient().isEmpty()
                || !moment.regular().isPositive()) {
            return Optional.empty();
        }
        Pair pair = new Pair(moment.sender().orElse(""), moment.recipient().get());
        Instant since = firstSeen.computeIfAbsent(pair, p -> moment.now());
        if (firstSeen.size() > PAIRS) {
            firstSeen.pollFirstEntry();
        }
        return since.plus(delay).isAfter(moment.now())
                ? Optional.of(Interference.refuse(451, "4.7.1", "Greylisted, try again later"))
                : Optional.empty();
    }
}
