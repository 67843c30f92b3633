package org.kadec21.hal.host;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Signal;

import java.util.concurrent.locks.Condition;

/// A condition of the baton's lock. Counts how often it was raised, so that a spurious wake-up is
/// told from a real one.
final class HostSignal implements Signal {

    private final Baton baton;
    private final String name;
    private final Condition condition;
    private long raised;
    private int waiters;

    HostSignal(Baton baton, String name) {
        this.baton = baton;
        this.name = name;
        this.condition = baton.platformCondition();
    }

    @Override
    public void raise() {
        baton.holding(() -> {
            raised++;
            condition.signalAll();
        });
    }

    @Override
    public boolean await(Deadline deadline) {
        baton.requireHeldOnce();
        baton.requirePower();
        if (waiters++ == 0) {
            baton.startWaitingFor(this);
        }
        try {
            return awaitRaise(deadline);
        } finally {
            if (--waiters == 0) {
                baton.stopWaitingFor(this);
            }
        }
    }

    private boolean awaitRaise(Deadline deadline) {
        long before = raised;
        long left = baton.time().nanosUntil(deadline);
        try {
            while (raised == before) {
                if (left <= 0) {
                    return false;
                }
                left = condition.awaitNanos(left);
                baton.requirePower();
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PowerOffException("the task was interrupted while it waited for " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
