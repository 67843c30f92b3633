package org.kadec21.simulation.supply;

import java.util.Optional;

/// Where a unit's energy comes from.
public sealed interface Source {

    /// Always there, always the same.
    ///
    /// @param millivolts what the board's supply shows
    record Mains(int millivolts) implements Source {}

    /// A battery that lasts, or is charged by a panel.
    record Cells(Battery battery, Optional<Panel> panel) implements Source {}
}
