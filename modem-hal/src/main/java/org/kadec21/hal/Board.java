package org.kadec21.hal;

import java.util.Optional;

/// A unit's board: all its doors in one hand.
public interface Board {

    Time time();

    Tasks tasks();

    Randomness randomness();

    Journal journal();

    Flash flash();

    Ports ports();

    /// The host's own network; a unit in the field has none and uses its module.
    Network network();

    ModulePower modulePower();

    Supply supply();

    /// What ends the program when it hangs; empty where nothing does.
    default Optional<Watchdog> watchdog() {
        return Optional.empty();
    }

    /// The module's power key and reset line, outside of AT. A board that has no such wires (a USB
    /// modem on a bench) answers false.
    interface ModulePower {

        /// No wires at all.
        ModulePower NONE =
                new ModulePower() {

                    @Override
                    public boolean hasPowerKey() {
                        return false;
                    }

                    @Override
                    public boolean pressPowerKey() {
                        return false;
                    }

                    @Override
                    public boolean pulseReset() {
                        return false;
                    }

                    @Override
                    public boolean cycleSupply() {
                        return false;
                    }
                };

        /// Whether a module that was switched off can be switched on again.
        boolean hasPowerKey();

        /// Presses the power key; false when the board cannot.
        boolean pressPowerKey();

        /// Pulls the reset line; false when the board cannot.
        boolean pulseReset();

        /// Cuts the module's supply and restores it; false when the board cannot.
        boolean cycleSupply();
    }

    /// The board's supply.
    @FunctionalInterface
    interface Supply {

        /// Supply voltage in millivolts.
        int millivolts();
    }
}
