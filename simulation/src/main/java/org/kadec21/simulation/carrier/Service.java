package org.kadec21.simulation.carrier;

/// What the network offers a subscriber at this moment.
public sealed interface Service {

    /// No cell on a band class that both the module and the roaming list know.
    record None() implements Service {}

    /// There is a cell, and the network does not admit this subscriber.
    record Denied(Cell cell) implements Service {}

    /// Home network, admitted.
    record Home(Cell cell) implements Service {}
}
