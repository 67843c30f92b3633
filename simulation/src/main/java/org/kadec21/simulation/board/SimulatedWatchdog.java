package org.kadec21.simulation.board;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.Watchdog;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The watchdog of one life of a board: runs from power-on, and resets the board when it was not
/// fed for too long.
public final class SimulatedWatchdog implements Watchdog {

    private final Tasks tasks;
    private final Time time;
    private final Duration patience;
    private final boolean bitten;
    private Deadline bite;

    private SimulatedWatchdog(Tasks tasks, Time time, Duration patience, boolean bitten) {
        this.tasks = tasks;
        this.time = time;
        this.patience = patience;
        this.bitten = bitten;
        this.bite = time.after(patience);
    }

    /// Begins to wait.
    ///
    /// @param tasks of the world: the unit's own end with its power
    /// @param bitten whether the life before was ended by a watchdog
    /// @param isPowered whether this life goes on
    /// @param reset ends it
    public static SimulatedWatchdog begin(
            Tasks tasks,
            Time time,
            Duration patience,
            boolean bitten,
            BooleanSupplier isPowered,
            Runnable reset) {
        SimulatedWatchdog watchdog = new SimulatedWatchdog(tasks, time, patience, bitten);
        tasks.start("watchdog", () -> watchdog.run(isPowered, reset));
        return watchdog;
    }

    @Override
    public void feed() {
        bite = time.after(patience);
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public boolean hasBitten() {
        return bitten;
    }

    private void run(BooleanSupplier isPowered, Runnable reset) {
        while (isPowered.getAsBoolean()) {
            if (time.isOver(bite)) {
                reset.run();
                return;
            }
            tasks.sleepUntil(bite);
        }
    }
}
