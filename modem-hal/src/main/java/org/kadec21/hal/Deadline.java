package org.kadec21.hal;

import java.time.Duration;

/// A moment on the monotonic clock of [Time], in nanoseconds. Deadlines compose: an operation takes
/// one and hands the earlier of it and its own to the step below.
public record Deadline(long atNanos) implements Comparable<Deadline> {

    private static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    /// No deadline at all. Only for tasks that have nothing else to do than to wait.
    public static Deadline never() {
        return NEVER;
    }

    /// The moment `nanos` of [Time#nanos()].
    public static Deadline at(long nanos) {
        return new Deadline(nanos);
    }

    public boolean isNever() {
        return atNanos == Long.MAX_VALUE;
    }

    /// This deadline moved by `span`; saturates at [#never()].
    public Deadline plus(Duration span) {
        if (isNever()) {
            return this;
        }
        long moved = atNanos + span.toNanos();
        return span.isPositive() && moved < atNanos ? NEVER : new Deadline(moved);
    }

    /// The earlier of the two.
    public Deadline earlier(Deadline other) {
        return atNanos <= other.atNanos ? this : other;
    }

    @Override
    public int compareTo(Deadline other) {
        return Long.compare(atNanos, other.atNanos);
    }
}
