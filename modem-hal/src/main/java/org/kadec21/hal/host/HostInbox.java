package org.kadec21.hal.host;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Inbox;

import java.util.ArrayDeque;
import java.util.Optional;

/// A bounded queue under the baton.
final class HostInbox<T> implements Inbox<T> {

    private final Baton baton;
    private final HostSignal filled;
    private final int capacity;
    private final ArrayDeque<T> elements = new ArrayDeque<>();

    HostInbox(Baton baton, String name, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "an inbox holds at least 1 element, not " + capacity + ": " + name);
        }
        this.baton = baton;
        this.filled = baton.signal(name);
        this.capacity = capacity;
    }

    @Override
    public boolean offer(T element) {
        return baton.holding(() -> {
            if (elements.size() == capacity) {
                return false;
            }
            elements.addLast(element);
            filled.raise();
            return true;
        });
    }

    @Override
    public Optional<T> poll(Deadline deadline) {
        baton.requireHeldOnce();
        baton.requirePower();
        while (elements.isEmpty()) {
            if (!filled.await(deadline)) {
                return Optional.empty();
            }
        }
        return Optional.of(elements.removeFirst());
    }

    @Override
    public int size() {
        return baton.holding(elements::size);
    }
}
