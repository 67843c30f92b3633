package org.kadec21.modem.ppp.link;

import java.util.Optional;

/// The terms that a link came up with, and what becomes of them when the network negotiates anew.
final class LinkAgreement {

    /// So many times a peer may take back an agreement with no packet of IP in between.
    static final int MOST_RENEWALS = 20;

    private Optional<LinkTerms> terms = Optional.empty();
    private boolean repeating;
    private int renewals;

    /// What comes of terms that both ends agree on.
    sealed interface Outcome {

        /// They are the first ones.
        record First(LinkTerms terms) implements Outcome {}

        /// They change nothing for those who use the link.
        record Kept() implements Outcome {}

        /// Packets have another length than before, bytes.
        record Resized(int mtu) implements Outcome {}

        /// Nobody can go on with them.
        record Broken(LinkEnd why) implements Outcome {}
    }

    /// Whether there ever were terms.
    boolean isMade() {
        return terms.isPresent();
    }

    /// Called again and again as long as they hold.
    Outcome settled(LinkTerms agreed) {
        if (terms.isEmpty()) {
            terms = Optional.of(agreed);
            return new Outcome.First(agreed);
        }
        LinkTerms before = terms.get();
        if (!before.keepsAddressesIn(agreed)) {
            return new Outcome.Broken(LinkEnd.addressChanged());
        }
        if (before.mtu() == agreed.mtu()) {
            return new Outcome.Kept();
        }
        terms = Optional.of(before.with(agreed.mtu()));
        return new Outcome.Resized(agreed.mtu());
    }

    /// Whether those who use the link are to be told that it repeats frames, or does so no more.
    boolean turnsTo(boolean repeats) {
        boolean turns = repeating != repeats;
        repeating = repeats;
        return turns;
    }

    /// The peer has taken back an agreement, on the link or on addresses.
    void lowered() {
        renewals++;
    }

    /// A packet of IP came.
    void carried() {
        renewals = 0;
    }

    /// Whether the peer does nothing else than to negotiate.
    boolean isRestless() {
        return renewals >= MOST_RENEWALS;
    }
}
