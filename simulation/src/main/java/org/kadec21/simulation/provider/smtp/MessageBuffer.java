package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.mailbox.MemoryBudget;

import java.util.ArrayList;
import java.util.List;

/// The text of a mail while it comes in, in chunks that are paid for before they are made. From the
/// moment it cannot be taken any more, it counts but keeps nothing.
final class MessageBuffer {

    /// Why a message cannot be taken.
    enum Excess {
        NONE,
        /// The message is too large.
        MESSAGE,
        /// A line is too long.
        LINE,
        /// An octet of zero, which no mail may have (RFC 2045 2.8, RFC 5322 2.2).
        NUL,
        /// There is no memory for it.
        MEMORY
    }

    /// Octets of a chunk.
    static final int CHUNK = 16_384;

    private final MemoryBudget.Share memory;
    private final long limit;
    private final long endless;
    private final List<byte[]> chunks = new ArrayList<>();
    private Excess excess;
    private int size;
    private long arrived;
    private int lineLength;
    private byte last;
    private long reserved;

    private MessageBuffer(MemoryBudget.Share memory, long limit, Excess excess) {
        this.memory = memory;
        this.limit = limit;
        this.endless = limit * SmtpLimits.ENDLESS_MESSAGES;
        this.excess = excess;
    }

    /// A buffer for a mail of at most `limit` octets.
    static MessageBuffer of(MemoryBudget.Share memory, long limit) {
        return new MessageBuffer(memory, limit, Excess.NONE);
    }

    /// A buffer for text that belongs to no mail and is only looked at.
    static MessageBuffer discarding(MemoryBudget.Share memory, long limit) {
        return new MessageBuffer(memory, limit, Excess.MESSAGE);
    }

    void add(byte octet) {
        arrived++;
        last = octet;
        lineLength = octet == '\n' ? 0 : lineLength + 1;
        if (excess == Excess.NONE) {
            keep(octet);
        }
    }

    private void keep(byte octet) {
        int place = size % CHUNK;
        if (size >= limit) {
            drop(Excess.MESSAGE);
        } else if (lineLength > SmtpLimits.MESSAGE_LINE) {
            drop(Excess.LINE);
        } else if (octet == 0) {
            drop(Excess.NUL);
        } else if (place == 0 && !reserve(CHUNK)) {
            drop(Excess.MEMORY);
        } else {
            if (place == 0) {
                chunks.add(new byte[CHUNK]);
            }
            chunks.getLast()[place] = octet;
            size++;
        }
    }

    Excess excess() {
        return excess;
    }

    /// The octet that came last, 0 before the first.
    byte last() {
        return last;
    }

    /// Whether so much has come that nobody waits for the end any more.
    boolean isEndless() {
        return arrived > endless;
    }

    /// Octets kept.
    int size() {
        return size;
    }

    /// Writes what has been kept into `target`.
    void copyTo(byte[] target, int offset) {
        for (int from = 0; from < size; from += CHUNK) {
            int count = Math.min(CHUNK, size - from);
            System.arraycopy(chunks.get(from / CHUNK), 0, target, offset + from, count);
        }
    }

    /// Makes sure of the memory that the complete mail takes in the mailboxes of its recipients. It
    /// is an [Excess] when there is not that much.
    void complete(int recipients) {
        if (excess == Excess.NONE) {
            memory.give(reserved);
            reserved = 0;
            if (!reserve(size + (recipients + 1L) * MemoryBudget.A_MAIL)) {
                drop(Excess.MEMORY);
            }
        }
    }

    /// Leaves what is reserved to whoever stores the mail.
    long handOver() {
        long handed = reserved;
        reserved = 0;
        return handed;
    }

    /// Forgets the text and gives its memory back.
    void release() {
        memory.give(reserved);
        reserved = 0;
        chunks.clear();
        size = 0;
    }

    private void drop(Excess why) {
        excess = why;
        release();
    }

    private boolean reserve(long octets) {
        boolean had = memory.take(octets);
        reserved += had ? octets : 0;
        return had;
    }
}
