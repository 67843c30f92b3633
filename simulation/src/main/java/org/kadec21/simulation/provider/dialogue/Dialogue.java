package org.kadec21.simulation.provider.dialogue;

import java.time.Instant;
import java.util.List;

/// One connection's protocol as a pure state machine: the same events at the same moments always
/// give the same actions, however the received octets were cut into portions.
@FunctionalInterface
public interface Dialogue {

    /// Takes one event and answers with what is to be done. After [Action.HangUp] it takes no more.
    List<Action> on(Event event, Instant now);
}
