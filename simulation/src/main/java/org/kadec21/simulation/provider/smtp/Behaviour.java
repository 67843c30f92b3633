package org.kadec21.simulation.provider.smtp;

import java.util.Optional;

/// How a server departs from what is right. Asked at each [Stage] once the regular reply is known
/// and before it has any effect.
@FunctionalInterface
public interface Behaviour {

    /// What to do instead; empty to go on as usual.
    Optional<Interference> at(Moment moment);

    /// A server without faults.
    static Behaviour regular() {
        return moment -> Optional.empty();
    }

    /// Interferes at one stage, always.
    static Behaviour at(Stage stage, Interference interference) {
        return moment -> moment.stage() == stage ? Optional.of(interference) : Optional.empty();
    }

    /// This behaviour; where it has no objection, the other.
    default Behaviour or(Behaviour other) {
        return moment -> at(moment).or(() -> other.at(moment));
    }
}
