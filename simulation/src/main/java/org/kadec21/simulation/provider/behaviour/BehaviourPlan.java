package org.kadec21.simulation.provider.behaviour;

import org.kadec21.simulation.provider.smtp.Behaviour;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Which connection meets which behaviour.
@FunctionalInterface
public interface BehaviourPlan {

    /// The behaviour of a new SMTP connection.
    ///
    /// @param connection its number at this provider, from 1; asked once for each, in order
    Behaviour forConnection(int connection);

    /// A server without faults.
    static BehaviourPlan regular() {
        return connection -> Behaviour.regular();
    }

    /// The same for everybody.
    static BehaviourPlan always(Behaviour behaviour) {
        return connection -> behaviour;
    }

    /// The first connection meets the first behaviour, and so on; behind the last one the server
    /// has no faults.
    static BehaviourPlan script(List<Behaviour> behaviours) {
        List<Behaviour> script = List.copyOf(behaviours);
        return connection ->
                connection <= script.size() ? script.get(connection - 1) : Behaviour.regular();
    }

    /// Chance decides for each connection whether it meets a fault, and which.
    ///
    /// @param percent connections out of a hundred that meet one
    static BehaviourPlan seeded(RandomGenerator chance, int percent, List<Behaviour> repertoire) {
        List<Behaviour> faults = List.copyOf(repertoire);
        return connection -> {
            boolean fault = chance.nextInt(100) < percent;
            int which = chance.nextInt(faults.size());
            return fault ? faults.get(which) : Behaviour.regular();
        };
    }

    /// The faults of this plan before `end`, and none from then on.
    default BehaviourPlan until(Instant end) {
        return connection -> {
            Behaviour before = forConnection(connection);
            return moment -> moment.now().isBefore(end) ? before.at(moment) : Optional.empty();
        };
    }
}
