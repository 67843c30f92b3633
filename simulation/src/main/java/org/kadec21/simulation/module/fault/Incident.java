package org.kadec21.simulation.module.fault;

import java.time.Duration;

/// Something that a fault does to a module or its port, beside what is said.
public sealed interface Incident {

    /// The port is found in data mode; behind a dead connection nothing answers.
    record InData(boolean dead) implements Incident {}

    /// The port is found waiting for so many bytes of a payload.
    record AtPrompt(int bytes) implements Incident {}

    /// Something that only who holds the port can do to it. Where nobody can, the module is deaf
    /// for [#span()] instead.
    sealed interface OfPort extends Incident {
        Duration span();
    }

    /// The port vanishes and comes back after `span`, under another name where there are names.
    record PortGone(Duration span) implements OfPort {}

    /// The same, but whoever holds the port is not told: it seems open, takes bytes and brings
    /// none.
    record PortLies(Duration span) implements OfPort {}

    /// The port takes bytes and brings none until it is closed, and the closing hangs for `span`:
    /// so long nobody can open it.
    record PortStuck(Duration span) implements OfPort {}

    /// The module reads nothing for `span`: CTS stays low and writes of the host block.
    record Deaf(Duration span) implements Incident {}
}
