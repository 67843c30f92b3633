package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Reply;

import java.time.Duration;

/// What a module makes of a command before it obeys. A module that is well obeys at once.
@FunctionalInterface
public interface Conduct {

    Fate fateOf(AtCommand command);

    /// What becomes of a command.
    sealed interface Fate {

        /// It is executed.
        record Obeyed() implements Fate {}

        /// It is answered without being executed.
        record Answered(Reply reply) implements Fate {}

        /// It keeps the port busy for `span` and is then executed.
        record Delayed(Duration span) implements Fate {}

        /// The module restarts instead.
        record Crashed() implements Fate {}
    }
}
