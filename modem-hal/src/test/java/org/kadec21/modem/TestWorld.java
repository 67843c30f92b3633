package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The smallest world in virtual time: one task runs at a time, first come first served; when none
/// can, time jumps to the next deadline. The thread that makes it is its first task. (The real
/// simulated world depends on this module and cannot be used here.)
public final class TestWorld implements Tasks, Time {

    private static final Instant START = Instant.parse("2013-01-05T00:00:00Z");

    private final Deque<Fiber> ready = new ArrayDeque<>();
    private final List<Fiber> waiting = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private Fiber current = new Fiber("test");
    private long nanos;

    private static final class Fiber implements Task {
        private final String name;
        private final Semaphore baton = new Semaphore(0);
        private Deadline deadline = Deadline.never();
        private boolean raised;
        private boolean done;

        Fiber(String name) {
            this.name = name;
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
        public boolean join(Deadline limit) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Task start(String name, Runnable body) {
        Fiber fiber = new Fiber(name);
        ready.add(fiber);
        Thread.ofVirtual()
                .start(() -> {
                    fiber.baton.acquireUninterruptibly();
                    try {
                        body.run();
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                    fiber.done = true;
                    handOver();
                });
        return fiber;
    }

    @Override
    public Signal signal(String name) {
        List<Fiber> waiters = new ArrayList<>();
        return new Signal() {
            @Override
            public void raise() {
                for (Fiber fiber : waiters) {
                    if (waiting.remove(fiber)) {
                        fiber.raised = true;
                        ready.add(fiber);
                    }
                }
                waiters.clear();
            }

            @Override
            public boolean await(Deadline deadline) {
                waiters.add(current);
                Fiber self = current;
                boolean raised = pause(deadline);
                waiters.remove(self);
                return raised;
            }
        };
    }

    @Override
    public <T> Inbox<T> inbox(String name, int capacity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sleepUntil(Deadline deadline) {
        pause(deadline);
    }

    /// Lets the others run for `span`; fails with the first failure of a task.
    public void runFor(Duration span) {
        sleepUntil(after(span));
        failures.forEach(failure -> {
            throw new AssertionError("a task failed", failure);
        });
    }

    private boolean pause(Deadline deadline) {
        Fiber self = current;
        self.deadline = deadline;
        self.raised = false;
        waiting.add(self);
        handOver();
        self.baton.acquireUninterruptibly();
        return self.raised;
    }

    private void handOver() {
        if (ready.isEmpty()) {
            Fiber next =
                    waiting.stream()
                            .min(Comparator.comparing((Fiber fiber) -> fiber.deadline))
                            .orElseThrow();
            if (next.deadline.isNever()) {
                throw new IllegalStateException("deadlock at " + now());
            }
            nanos = Math.max(nanos, next.deadline.atNanos());
            waiting.remove(next);
            ready.add(next);
        }
        current = ready.removeFirst();
        current.baton.release();
    }
}
