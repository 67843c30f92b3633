package org.kadec21.simulation.time;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.PowerOffException;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// The scheduler of a world. Exactly one task runs; it picks its successor when it waits. Among
/// ready tasks chance decides; when none is ready, time jumps to the next deadline.
///
/// All fields belong to the holder of the baton; handing it over is the memory barrier.
final class Baton {

    private record Timer(long atNanos, long sequence, Wait pending) {}

    private final RandomGenerator choice;
    private final List<VirtualTask> ready = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>((a, b) ->
                    a.atNanos() != b.atNanos()
                            ? Long.compare(a.atNanos(), b.atNanos())
                            : Long.compare(a.sequence(), b.sequence()));
    private final Set<VirtualTask> living = new LinkedHashSet<>();
    private final Set<Wait> endWaiters = new LinkedHashSet<>();
    private long nanos;
    private long timerSequence;
    private final AtomicLong switches = new AtomicLong();
    private @Nullable VirtualTask root;
    private @Nullable VirtualTask current;
    private @Nullable WorldFailure failure;

    Baton(RandomGenerator choice) {
        this.choice = choice;
    }

    long nanos() {
        return nanos;
    }

    long switches() {
        return switches.get();
    }

    int alive() {
        return living.size();
    }

    /// Waits until every task has ended.
    void awaitEnd() {
        while (!living.isEmpty()) {
            await(endWaiters, "the end of all tasks", Deadline.never());
        }
    }

    /// Makes the calling thread a task that holds the baton.
    void adoptRoot(PowerDomain domain) {
        VirtualTask task = new VirtualTask("root", domain, null);
        task.runsOn(Thread.currentThread());
        root = task;
        current = task;
    }

    void start(VirtualTask task, Runnable body) {
        requireBaton();
        living.add(task);
        task.domain().join(task);
        Thread thread = Thread.ofVirtual().name(task.name()).unstarted(() -> live(task, body));
        task.runsOn(thread);
        ready.add(task);
        thread.start();
    }

    /// Waits until fired through `waiters` or until `deadline`; false when the deadline came first.
    boolean await(@Nullable Set<Wait> waiters, String reason, Deadline deadline) {
        VirtualTask self = requireBaton();
        self.domain().requirePower(self);
        Wait wait = new Wait(self, reason);
        self.waitsFor(wait);
        if (waiters != null) {
            waiters.add(wait);
        }
        if (!deadline.isNever()) {
            timers.add(new Timer(Math.max(nanos, deadline.atNanos()), timerSequence++, wait));
        }
        pass(self);
        self.waitsFor(null);
        boolean signalled = wait.wasSignalled();
        wait.end(signalled);
        if (waiters != null) {
            waiters.remove(wait);
        }
        if (self == root && failure != null) {
            throw failure;
        }
        self.domain().requirePower(self);
        return signalled;
    }

    void sleepUntil(Deadline deadline) {
        await(null, "sleep", deadline);
    }

    void fire(Wait wait, boolean bySignal) {
        if (!wait.isOver()) {
            wait.end(bySignal);
            ready.add(wait.task());
        }
    }

    /// Ends the wait that a task is in, if it is in one.
    void wake(VirtualTask task) {
        Wait wait = task.currentWait();
        if (wait != null) {
            fire(wait, false);
        }
    }

    /// Lets the living tasks run to their end; the root is the only one that still waits. All of
    /// them end, also when some fail; then the first failure is thrown, with the others suppressed.
    void drain() {
        List<WorldFailure> failures = new ArrayList<>();
        failure = null;
        while (!living.isEmpty()) {
            try {
                sleepUntil(Deadline.at(nanos));
            } catch (WorldFailure oneMore) {
                failures.add(oneMore);
                failure = null;
            }
        }
        if (!failures.isEmpty()) {
            WorldFailure first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private void live(VirtualTask task, Runnable body) {
        task.parkUntilBaton();
        try {
            task.domain().requirePower(task);
            body.run();
        } catch (PowerOffException poweredOff) {
            // the end of every task of a unit that lost its power
        } catch (RuntimeException | Error bug) {
            failure = new WorldFailure("task " + task.name() + " failed: " + bug, bug);
        }
        living.remove(task);
        task.domain().leave(task);
        task.markDone();
        List.copyOf(endWaiters).forEach(waiter -> fire(waiter, true));
        handOver(next());
    }

    private void pass(VirtualTask self) {
        VirtualTask next = next();
        if (next != self) {
            self.dropBaton();
            handOver(next);
            self.parkUntilBaton();
        } else {
            current = self;
        }
    }

    private void handOver(VirtualTask next) {
        switches.incrementAndGet();
        current = next;
        next.takeBaton();
    }

    private VirtualTask next() {
        VirtualTask main = requireRoot();
        if (failure != null && !main.isCurrentThread()) {
            ready.remove(main);
            return main;
        }
        while (ready.isEmpty()) {
            Timer timer = timers.poll();
            if (timer == null) {
                failure = new WorldFailure(deadlockReport());
                return main;
            }
            if (!timer.pending().isOver()) {
                nanos = timer.atNanos();
                fire(timer.pending(), false);
                fireAllDueNow();
            }
        }
        return ready.remove(ready.size() == 1 ? 0 : choice.nextInt(ready.size()));
    }

    private void fireAllDueNow() {
        for (Timer due = timers.peek();
                due != null && due.atNanos() == nanos;
                due = timers.peek()) {
            timers.poll();
            fire(due.pending(), false);
        }
    }

    private String deadlockReport() {
        StringBuilder report =
                new StringBuilder("deadlock at virtual second ")
                        .append(nanos / 1_000_000_000L)
                        .append(": no task can run and no deadline is left");
        for (VirtualTask task : living) {
            Wait wait = task.currentWait();
            report.append("\n  ")
                    .append(task.name())
                    .append(" waits for ")
                    .append(wait == null ? "?" : wait.reason());
        }
        return report.toString();
    }

    private VirtualTask requireBaton() {
        VirtualTask self = current;
        if (self == null || !self.isCurrentThread()) {
            throw new IllegalStateException(
                    "thread "
                            + Thread.currentThread().getName()
                            + " is no task of this world, or does not hold its baton");
        }
        return self;
    }

    private VirtualTask requireRoot() {
        VirtualTask main = root;
        if (main == null) {
            throw new IllegalStateException("the world has no root task yet");
        }
        return main;
    }
}
