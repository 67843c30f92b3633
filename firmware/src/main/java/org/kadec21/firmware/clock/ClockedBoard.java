package org.kadec21.firmware.clock;

import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Network;
import org.kadec21.hal.Ports;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Watchdog;

import java.util.Optional;

/// A board whose calendar is the unit's own.
///
/// @param hardware everything else
public record ClockedBoard(Board hardware, UnitClock time) implements Board {

    /// A board with its clock as it was set before the power went; once in a life of the board.
    public static ClockedBoard of(Board hardware) {
        return new ClockedBoard(
                hardware, UnitClock.recover(hardware.flash(), hardware.journal(), hardware.time()));
    }

    @Override
    public Tasks tasks() {
        return hardware.tasks();
    }

    @Override
    public Randomness randomness() {
        return hardware.randomness();
    }

    @Override
    public Journal journal() {
        return hardware.journal();
    }

    @Override
    public Flash flash() {
        return hardware.flash();
    }

    @Override
    public Ports ports() {
        return hardware.ports();
    }

    @Override
    public Network network() {
        return hardware.network();
    }

    @Override
    public ModulePower modulePower() {
        return hardware.modulePower();
    }

    @Override
    public Supply supply() {
        return hardware.supply();
    }

    @Override
    public Optional<Watchdog> watchdog() {
        return hardware.watchdog();
    }
}
