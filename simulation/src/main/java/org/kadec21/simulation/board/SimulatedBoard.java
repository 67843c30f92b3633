package org.kadec21.simulation.board;

import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Network;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.Watchdog;

import java.util.Optional;

/// One life of a board, from power-on to power-off: the next life has new tasks and the same flash.
public record SimulatedBoard(
        Time time,
        Tasks tasks,
        Randomness randomness,
        Journal journal,
        Flash flash,
        Ports ports,
        Network network,
        ModulePower modulePower,
        Supply supply,
        Optional<Watchdog> watchdog)
        implements Board {

    /// A board that nothing resets when its program hangs.
    public SimulatedBoard(
            Time time,
            Tasks tasks,
            Randomness randomness,
            Journal journal,
            Flash flash,
            Ports ports,
            Network network,
            ModulePower modulePower,
            Supply supply) {
        this(
                time,
                tasks,
                randomness,
                journal,
                flash,
                ports,
                network,
                modulePower,
                supply,
                Optional.empty());
    }
}
