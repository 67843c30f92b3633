package org.kadec21.firmware.boot;

import org.kadec21.firmware.comms.Communicator;
import org.kadec21.firmware.sensor.Sampler;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.Watchdog;

import java.time.Duration;

/// Feeds the board's watchdog while the unit does its work: a task like the two that do it, so that
/// one that never gives the baton back starves the watchdog, and only while both come round.
final class Heartbeat {

    /// The communicating task waits for an hour at most; a connection with all its mails, or an
    /// image in parts, may take several. A reading is taken when it is due.
    static final Duration LONGEST_TURN = Duration.ofHours(6);

    /// One that comes late is no silence yet.
    private static final int BEATS_IN_PATIENCE = 4;

    private final Watchdog watchdog;
    private final Time time;
    private final Communicator communicator;
    private final Sampler sampler;
    private long samplerKeptUp;
    private boolean leaving;

    Heartbeat(Watchdog watchdog, Time time, Communicator communicator, Sampler sampler) {
        this.watchdog = watchdog;
        this.time = time;
        this.communicator = communicator;
        this.sampler = sampler;
        this.samplerKeptUp = time.nanos();
    }

    /// The body of a task: runs until the unit has ended.
    void run(Tasks tasks) {
        Duration pause = watchdog.patience().dividedBy(BEATS_IN_PATIENCE);
        while (!communicator.hasEnded()) {
            if (isCommunicating() && isSampling()) {
                watchdog.feed();
            }
            tasks.sleepUntil(time.after(pause));
        }
    }

    /// The unit was told to stop: no reading is taken any more.
    void leave() {
        leaving = true;
    }

    private boolean isCommunicating() {
        return isRecent(communicator.lastTurn());
    }

    private boolean isSampling() {
        if (leaving || !sampler.isBehind()) {
            samplerKeptUp = time.nanos();
        }
        return isRecent(samplerKeptUp);
    }

    private boolean isRecent(long nanos) {
        return time.nanos() - nanos <= LONGEST_TURN.toNanos();
    }
}
