package org.kadec21.hal.host;

import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.hal.Watchdog;

import java.util.Optional;

/// A computer as a unit's board: the module hangs on a serial port or USB, so that nobody can press
/// its keys.
public record HostBoard(
        Time time,
        HostTasks tasks,
        Randomness randomness,
        Journal journal,
        Flash flash,
        Ports ports,
        HostNetwork network,
        Supply supply,
        Optional<Watchdog> watchdog)
        implements Board {

    /// A board with the system's clock, chance and network.
    ///
    /// @param time the clock `tasks` was made with
    /// @param supplyMillivolts what the supply shows for ever, as a board on mains does
    public static HostBoard of(
            HostTime time,
            HostTasks tasks,
            Journal journal,
            Flash flash,
            Ports ports,
            int supplyMillivolts) {
        return new HostBoard(
                time,
                tasks,
                new HostRandomness(),
                journal,
                flash,
                ports,
                new HostNetwork(tasks),
                () -> supplyMillivolts,
                Optional.empty());
    }

    /// The same below something that ends it when it hangs.
    public HostBoard watchedBy(Optional<Watchdog> other) {
        return new HostBoard(
                time, tasks, randomness, journal, flash, ports, network, supply, other);
    }

    @Override
    public ModulePower modulePower() {
        return ModulePower.NONE;
    }
}
