package org.kadec21.simulation.module.fault;

import java.time.Duration;

/// Something that a fault does to a module or its port, beside what is said.
public sealed interface Incident {

    /// The port is found in data mode; behind a dead connection nothing answers.
    record InData(boolean dead) implements Incident {}

    /// The port is found waiting for so many bytes of a payload.
    record AtPrompt(int bytes) implements Incident {}

    /// The port vanishes and comes back after `away`, under another name where there are names.
    record PortGone(Duration away) implements Incident {}

    /// The module reads nothing for `span`: CTS stays low and writes of the host block.
    record Deaf(Duration span) implements Incident {}
}
