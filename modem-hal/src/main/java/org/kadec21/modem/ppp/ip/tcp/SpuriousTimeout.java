package org.kadec21.modem.ppp.ip.tcp;

/// Whether a timeout was one: F-RTO (RFC 5682 2.1). On a slow line acknowledgements stand behind
/// the bytes that come the other way, and are then late, not lost. Only the oldest segment goes
/// again at first; what the next two acknowledgements say decides whether the others follow.
final class SpuriousTimeout {

    private Stage stage = Stage.NONE;
    private int recover;

    private enum Stage {
        /// No timeout is in doubt.
        NONE,
        /// The oldest segment went again, its acknowledgement is awaited.
        RESENT,
        /// New bytes went, theirs is awaited.
        TESTING
    }

    /// What an acknowledgement means.
    enum Verdict {
        /// Nothing in this matter.
        NONE,
        /// New bytes have to go, to see what comes of them.
        TEST,
        /// What is under way arrives: nothing of it has to go again.
        SPURIOUS,
        /// It was lost, and goes again.
        LOST
    }

    /// The oldest segment was not acknowledged in time.
    ///
    /// @param highest the number behind the last one ever sent
    /// @param inDoubt false where losses are likely, or this is not the first time
    void timedOut(int highest, boolean inDoubt) {
        recover = highest;
        stage = inDoubt ? Stage.RESENT : Stage.NONE;
    }

    /// @param advances whether it acknowledges something new; else it is a duplicate
    /// @param canTest whether there are new bytes that may go
    Verdict acknowledged(int upTo, boolean advances, boolean canTest) {
        Stage before = stage;
        stage = Stage.NONE;
        return switch (before) {
            case NONE -> Verdict.NONE;
            case RESENT -> {
                if (advances && canTest && Sequence.before(upTo, recover)) {
                    stage = Stage.TESTING;
                    yield Verdict.TEST;
                }
                yield Verdict.NONE;
            }
            case TESTING -> advances ? Verdict.SPURIOUS : Verdict.LOST;
        };
    }
}
