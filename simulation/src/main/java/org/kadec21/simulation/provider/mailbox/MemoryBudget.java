package org.kadec21.simulation.provider.mailbox;

/// What a provider may spend of its memory on mail, in octets, all clients together: mails that
/// come in, mails held during an outage, mails in memory, and the lists that sessions make of them.
/// Whoever needs memory takes it from a [Share] first, and does without when it is refused.
///
/// Large mails leave one half untouched, so that a crowd of them keeps nobody from handing over a
/// small one. Called by one task at a time.
public final class MemoryBudget {

    /// What a mail costs besides its text: its names, its trace lines, its place in lists.
    public static final int A_MAIL = 1024;

    /// A client that takes more than this has a large mail.
    public static final int SMALL = 65_536;

    /// The budget in virtual time, the same on every machine.
    public static final long IN_A_WORLD = 1L << 30;

    /// The part of the heap on real ports: one in so many.
    private static final int PART_OF_HEAP = 4;

    private static final int PART_OF_LARGE_MAILS = 2;

    private final long total;
    private long used;

    public MemoryBudget(long octets) {
        this.total = octets;
    }

    /// The budget of a provider in a simulated world.
    public static MemoryBudget inAWorld() {
        return new MemoryBudget(IN_A_WORLD);
    }

    /// The budget of a provider on real ports.
    ///
    /// @param heap octets the Java heap can grow to
    public static MemoryBudget ofHeap(long heap) {
        return new MemoryBudget(heap / PART_OF_HEAP);
    }

    /// A share for one client.
    public Share forClient() {
        return new Share(total / PART_OF_LARGE_MAILS);
    }

    /// A share for mail that has been accepted.
    public Share forAccepted() {
        return new Share(total);
    }

    /// Octets taken by all shares.
    public long used() {
        return used;
    }

    /// What one of them has taken. Closing it gives back all that is left, so that nothing stays
    /// taken on whatever way its owner ends.
    public final class Share implements AutoCloseable {

        private final long whenLarge;
        private long taken;

        private Share(long whenLarge) {
            this.whenLarge = whenLarge;
        }

        /// Takes octets; false when there are not that many, and none is taken then.
        public boolean take(long octets) {
            if (!has(octets)) {
                return false;
            }
            used += octets;
            taken += octets;
            return true;
        }

        /// Whether so many octets could be taken now.
        public boolean has(long octets) {
            long limit = octets > SMALL - taken ? whenLarge : total;
            return octets <= limit - used;
        }

        /// Gives octets back.
        ///
        /// @throws IllegalArgumentException when fewer were taken
        public void give(long octets) {
            if (octets > taken) {
                throw new IllegalArgumentException(
                        "expected at most the " + taken + " octets taken, not " + octets);
            }
            used -= octets;
            taken -= octets;
        }

        @Override
        public void close() {
            give(taken);
        }
    }
}
