package org.kadec21.firmware.instruction;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.mailbox.MailboxException;

import java.time.Duration;

/// What is left of one visit to the mailbox, in bytes and in time, for parts of an image: one that
/// could not come through is not begun.
final class VisitBudget {

    /// Bytes of mails fetched before a further part is left for the next visit. With headers and
    /// one more mail they stay below what a server may say in one visit, 1 MiB.
    static final int MOST_BYTES = 768 * 1024;

    private final Time time;
    private final Deadline end;
    private long bytes;
    private long longestNanos;

    /// @param cap longest time on air
    VisitBudget(Time time, Duration cap) {
        this.time = time;
        this.end = time.after(cap);
    }

    /// When the visit must be over.
    Deadline end() {
        return end;
    }

    /// Whether a further mail of this size may be fetched: there is as much time left as the
    /// longest one took, and as much again for goodbye.
    boolean allows(long octets) {
        return bytes + octets <= MOST_BYTES && time.nanosUntil(end) >= 2 * longestNanos;
    }

    /// Fetches a mail, and counts what it cost.
    byte[] fetched(Fetching fetching) throws MailboxException {
        long before = time.nanos();
        byte[] mail = fetching.fetch();
        bytes += mail.length;
        longestNanos = Math.max(longestNanos, time.nanos() - before);
        return mail;
    }

    /// One fetch.
    @FunctionalInterface
    interface Fetching {
        byte[] fetch() throws MailboxException;
    }
}
