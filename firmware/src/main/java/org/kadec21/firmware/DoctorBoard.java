package org.kadec21.firmware;

import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Network;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

/// A computer from which somebody looks at a module: nothing is kept, and the module's keys are out
/// of reach.
public record DoctorBoard(
        Time time, Tasks tasks, Randomness randomness, Ports ports, Network network)
        implements Board {

    @Override
    public Journal journal() {
        return (event, fields) -> {};
    }

    @Override
    public Flash flash() {
        throw new IllegalStateException("a tool has no flash of its own");
    }

    @Override
    public Supply supply() {
        return () -> 0;
    }

    @Override
    public ModulePower modulePower() {
        return ModulePower.NONE;
    }
}
