package org.kadec21.simulation.time;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;

import java.util.concurrent.locks.LockSupport;

/// A task and the thread it lives on. The thread runs only while it holds the baton.
final class VirtualTask implements Tasks.Task {

    private final String name;
    private final PowerDomain domain;
    private final @Nullable Signal ended;
    private @Nullable Thread thread;
    private @Nullable Wait wait;
    private boolean done;
    private volatile boolean holdsBaton;

    VirtualTask(String name, PowerDomain domain, @Nullable Signal ended) {
        this.name = name;
        this.domain = domain;
        this.ended = ended;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public boolean join(Deadline deadline) {
        while (!done && ended != null && ended.await(deadline)) {
            // raised once, at the end
        }
        return done;
    }

    PowerDomain domain() {
        return domain;
    }

    boolean isRoot() {
        return ended == null;
    }

    void runsOn(Thread itsThread) {
        thread = itsThread;
    }

    boolean isCurrentThread() {
        return Thread.currentThread().equals(thread);
    }

    void waitsFor(@Nullable Wait newWait) {
        wait = newWait;
    }

    @Nullable Wait currentWait() {
        return wait;
    }

    void markDone() {
        done = true;
        if (ended != null) {
            ended.raise();
        }
    }

    void takeBaton() {
        holdsBaton = true;
        LockSupport.unpark(thread);
    }

    void dropBaton() {
        holdsBaton = false;
    }

    void parkUntilBaton() {
        while (!holdsBaton) {
            LockSupport.park(this);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
