package org.kadec21.hal.host;

import org.kadec21.hal.BlockingBytes;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Pump;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;

/// Tasks of a real board: virtual threads that pass one baton among them, against the real clock.
///
/// A `main` makes one, starts its tasks and waits for their end:
///
/// ```java
/// HostTasks tasks = new HostTasks(new HostTime());
/// tasks.start("unit", unit::run);
/// return switch (tasks.awaitEnd()) {
///     case End.Completed completed -> 0;
///     case End.PoweredOff(String reason) -> 0;
///     case End.Failed(String task, Throwable bug) -> 70;
/// };
/// ```
public final class HostTasks implements Tasks, Pump {

    private static final Logger LOG = LoggerFactory.getLogger(HostTasks.class);

    private final Baton baton;
    private final HostSignal never;
    private final Condition taskEnded;
    private Optional<End.Failed> failure = Optional.empty();
    private int running;

    public HostTasks(HostTime time) {
        baton = new Baton(time);
        never = baton.signal("the end of a sleep");
        taskEnded = baton.platformCondition();
    }

    @Override
    public Task start(String name, Runnable body) {
        HostTask task = new HostTask(name, baton.signal("the end of task " + name));
        baton.holding(() -> {
            running++;
        });
        Thread.ofVirtual().name(name).start(() -> baton.holding(() -> run(task, body)));
        return task;
    }

    @Override
    public Signal signal(String name) {
        return baton.signal(name);
    }

    @Override
    public <T> Inbox<T> inbox(String name, int capacity) {
        return new HostInbox<>(baton, name, capacity);
    }

    @Override
    public void sleepUntil(Deadline deadline) {
        baton.requireHeldOnce();
        baton.requirePower();
        if (baton.time().isOver(deadline)) {
            baton.passOn();
            baton.requirePower();
        } else {
            never.await(deadline);
        }
    }

    @Override
    public ByteLink pump(String name, BlockingBytes io) {
        return PumpedLink.start(name, io, baton);
    }

    /// Runs `body` on the calling thread, a platform thread such as `main`, as if it were a task:
    /// under the baton, free to wait.
    public <T> T call(Callable<T> body) throws Exception {
        baton.take();
        try {
            return body.call();
        } finally {
            baton.give();
        }
    }

    /// Has every present and every future wait throw [PowerOffException] and closes all links and
    /// listening ports. The first call counts. May be called from any thread; returns before the
    /// tasks have ended.
    public void powerOff(String reason) {
        baton.powerOff(reason);
    }

    /// Waits until all tasks have ended, however long that takes. Not to be called by a task.
    public End awaitEnd() {
        return awaitEnd(Deadline.never()).orElseThrow();
    }

    /// Waits until all tasks have ended; empty when `deadline` came first. Not to be called by a
    /// task.
    public Optional<End> awaitEnd(Deadline deadline) {
        if (baton.isHeld()) {
            throw new IllegalStateException(
                    "a task cannot wait for the end of all tasks: itself would be one of them");
        }
        baton.take();
        try {
            long left = baton.time().nanosUntil(deadline);
            while (running > 0 && left > 0) {
                left = taskEnded.awaitNanos(left);
            }
            return running > 0 ? Optional.empty() : Optional.of(end());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PowerOffException("interrupted while waiting for the end of all tasks");
        } finally {
            baton.give();
        }
    }

    Baton baton() {
        return baton;
    }

    private End end() {
        return failure.<End>map(failed -> failed)
                .or(() -> baton.powerOffReason().map(End.PoweredOff::new))
                .orElseGet(End.Completed::new);
    }

    private void run(HostTask task, Runnable body) {
        try {
            baton.requirePower();
            body.run();
        } catch (PowerOffException off) {
            LOG.debug("task {} ends: {}", task.name(), off.getMessage());
        } catch (RuntimeException | Error bug) {
            LOG.error("task {} failed; the board stops", task.name(), bug);
            failure = failure.or(() -> Optional.of(new End.Failed(task.name(), bug)));
            baton.powerOff("task " + task.name() + " failed");
        } finally {
            running--;
            task.end();
            taskEnded.signalAll();
        }
    }

    /// How it all ended.
    public sealed interface End {

        /// Every task came to its end.
        record Completed() implements End {}

        /// The board was shut down.
        record PoweredOff(String reason) implements End {}

        /// A task failed with a bug, which stopped the board: exit code 70.
        record Failed(String task, Throwable bug) implements End {}
    }

    private static final class HostTask implements Task {

        private final String name;
        private final HostSignal ended;
        private volatile boolean done;

        HostTask(String name, HostSignal ended) {
            this.name = name;
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
            while (!done && ended.await(deadline)) {}
            return done;
        }

        private void end() {
            done = true;
            ended.raise();
        }
    }
}
