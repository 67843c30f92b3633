package org.kadec21.simulation.time;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// [Tasks] of one owner in a world.
final class VirtualTasks implements Tasks {

    private final Baton baton;
    private final PowerDomain domain;
    private final String owner;

    VirtualTasks(Baton baton, PowerDomain domain, String owner) {
        this.baton = baton;
        this.domain = domain;
        this.owner = owner;
    }

    @Override
    public Task start(String name, Runnable body) {
        VirtualTask task = new VirtualTask(owner + "/" + name, domain, signal(name + " ended"));
        baton.start(task, body);
        return task;
    }

    @Override
    public Signal signal(String name) {
        return new VirtualSignal(baton, owner + "/" + name);
    }

    @Override
    public <T> Inbox<T> inbox(String name, int capacity) {
        return new VirtualInbox<>(capacity, signal(name));
    }

    @Override
    public void sleepUntil(Deadline deadline) {
        baton.sleepUntil(deadline);
    }

    private record VirtualSignal(Baton baton, String name, Set<Wait> waiters) implements Signal {

        VirtualSignal(Baton baton, String name) {
            this(baton, name, new LinkedHashSet<>());
        }

        @Override
        public void raise() {
            for (Wait wait : List.copyOf(waiters)) {
                baton.fire(wait, true);
            }
            waiters.clear();
        }

        @Override
        public boolean await(Deadline deadline) {
            return baton.await(waiters, name, deadline);
        }
    }

    private record VirtualInbox<T>(int capacity, Signal filled, ArrayDeque<T> elements)
            implements Inbox<T> {

        VirtualInbox(int capacity, Signal filled) {
            this(capacity, filled, new ArrayDeque<>());
        }

        @Override
        public boolean offer(T element) {
            if (elements.size() >= capacity) {
                return false;
            }
            elements.add(element);
            filled.raise();
            return true;
        }

        @Override
        public Optional<T> poll(Deadline deadline) {
            while (elements.isEmpty()) {
                if (!filled.await(deadline)) {
                    break;
                }
            }
            return Optional.ofNullable(elements.poll());
        }

        @Override
        public int size() {
            return elements.size();
        }
    }
}
