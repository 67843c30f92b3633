package org.kadec21.hal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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

    /// This deadline moved by `span`, however long; saturates at [#never()] and at the clock's
    /// beginning.
    public Deadline plus(Duration span) {
        if (isNever()) {
            return this;
        }
        long nanos = TimeUnit.NANOSECONDS.convert(span);
        long moved = atNanos + nanos;
        if (nanos > 0 && moved < atNanos) {
            return NEVER;
        }
        return nanos < 0 && moved > atNanos ? new Deadline(Long.MIN_VALUE) : new Deadline(moved);
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
