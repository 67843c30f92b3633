package org.kadec21.hal.host;

import org.kadec21.hal.PowerOffException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The one lock of a real board. A task holds it except while it waits; a platform thread takes it
/// for the moment it needs to post something. Fair, so that no task waits longer than one turn of
/// each other one.
final class Baton {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final HostTime time;
    private final Set<HostSignal> awaited = new LinkedHashSet<>();
    private final Set<Runnable> atPowerOff = new LinkedHashSet<>();
    private Optional<String> powerOffReason = Optional.empty();

    Baton(HostTime time) {
        this.time = time;
    }

    HostTime time() {
        return time;
    }

    HostSignal signal(String name) {
        return new HostSignal(this, name);
    }

    /// A condition for platform threads: a power off does not end waiting for it.
    Condition platformCondition() {
        return lock.newCondition();
    }

    void take() {
        lock.lock();
    }

    void give() {
        lock.unlock();
    }

    boolean isHeld() {
        return lock.isHeldByCurrentThread();
    }

    void holding(Runnable body) {
        take();
        try {
            body.run();
        } finally {
            give();
        }
    }

    <T> T holding(Supplier<T> body) {
        take();
        try {
            return body.get();
        } finally {
            give();
        }
    }

    /// Lets every other thread that stands in line go first.
    void passOn() {
        requireHeldOnce();
        give();
        take();
    }

    Optional<String> powerOffReason() {
        return holding(() -> powerOffReason);
    }

    /// Ends every present and future wait. The first reason counts.
    void powerOff(String reason) {
        holding(() -> {
            if (powerOffReason.isPresent()) {
                return;
            }
            powerOffReason = Optional.of(reason);
            awaited.forEach(HostSignal::raise);
            new ArrayList<>(atPowerOff).forEach(Runnable::run);
            atPowerOff.clear();
        });
    }

    /// Has `action` run at power off, under the baton; at once when the power is off already. It
    /// must not wait.
    void atPowerOff(Runnable action) {
        holding(() -> {
            if (powerOffReason.isPresent()) {
                action.run();
            } else {
                atPowerOff.add(action);
            }
        });
    }

    void forgetAtPowerOff(Runnable action) {
        holding(() -> {
            atPowerOff.remove(action);
        });
    }

    void requirePower() {
        if (powerOffReason.isPresent()) {
            throw new PowerOffException(powerOffReason.get());
        }
    }

    /// A wait gives the baton away entirely; a thread that took it twice would keep it.
    void requireHeldOnce() {
        if (lock.getHoldCount() != 1) {
            throw new IllegalStateException(
                    "only a task may wait, holding the baton once; thread "
                            + Thread.currentThread().getName()
                            + " holds it "
                            + lock.getHoldCount()
                            + " times");
        }
    }

    void startWaitingFor(HostSignal signal) {
        awaited.add(signal);
    }

    void stopWaitingFor(HostSignal signal) {
        awaited.remove(signal);
    }
}
