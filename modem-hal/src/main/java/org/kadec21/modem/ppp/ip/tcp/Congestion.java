package org.kadec21.modem.ppp.ip.tcp;

/// How much may be under way: slow start and congestion avoidance (RFC 5681) from an initial window
/// of ten segments (RFC 6928), limited transmit (RFC 3042), fast retransmit with the recovery of
/// NewReno (RFC 6582), early retransmit for the end of a stream (RFC 5827). Bytes throughout.
final class Congestion {

    private static final int DUPLICATES = 3;

    private int mss;
    private int window;
    private int threshold = Integer.MAX_VALUE;
    private int duplicates;
    private boolean recovering;
    private int recover;
    private int avoided;
    private int windowBefore;
    private int thresholdBefore;

    Congestion(int mss, int initialSequence) {
        this.mss = mss;
        this.recover = initialSequence;
        this.window = initialWindow();
    }

    private int initialWindow() {
        return Math.min(10 * mss, Math.max(2 * mss, 14600)); // RFC 6928 2
    }

    /// The SYN was lost: one segment to begin with (RFC 5681 3.1).
    void beginSlowly() {
        window = mss;
    }

    /// The size of a segment has changed; the bytes under way have not.
    void segmentsOf(int bytes) {
        mss = bytes;
        window = Math.max(window, mss);
    }

    /// Bytes that may be under way now. The first duplicates let one segment go each.
    int allowance() {
        int limited = recovering ? 0 : Math.min(2, duplicates) * mss;
        return window + limited;
    }

    boolean isRecovering() {
        return recovering;
    }

    /// Bytes were acknowledged.
    ///
    /// @param acknowledged how many
    /// @param upTo the new first unacknowledged one
    /// @param flight how many are still under way
    /// @return whether the first unacknowledged segment was lost too and has to go again
    boolean acknowledged(int acknowledged, int upTo, int flight) {
        duplicates = 0;
        if (!recovering) {
            grow(acknowledged);
            return false;
        }
        if (Sequence.before(recover, upTo)) {
            window = Math.min(threshold, Math.max(flight, mss) + mss);
            recovering = false;
            return false;
        }
        window = Math.max(mss, window - acknowledged + (acknowledged >= mss ? mss : 0));
        return true;
    }

    private void grow(int acknowledged) {
        if (window < threshold) {
            window += Math.min(acknowledged, mss);
            return;
        }
        avoided += acknowledged;
        if (avoided >= window) {
            avoided -= window;
            window += mss;
        }
    }

    /// The peer has asked for the same byte again.
    ///
    /// @param next the byte after the last one ever sent
    /// @param flight bytes under way
    /// @param moreToSend whether new bytes could make the peer ask again
    /// @param noisy whether what was sent again is likely to be lost again; RFC 6582 would wait for
    ///   the timeout then
    /// @return whether the first unacknowledged segment counts as lost and has to go again
    boolean duplicate(int unacknowledged, int next, int flight, boolean moreToSend, boolean noisy) {
        if (recovering) {
            window += mss;
            return false;
        }
        duplicates++;
        if (duplicates < enough(flight, moreToSend)
                || !(noisy || Sequence.before(recover, unacknowledged))) {
            return false;
        }
        threshold = Math.max(flight / 2, 2 * mss);
        recover = next - 1;
        window = threshold + duplicates * mss;
        duplicates = 0;
        recovering = true;
        return true;
    }

    /// Three; fewer when so little is under way that three cannot come.
    private int enough(int flight, boolean moreToSend) {
        boolean few = !moreToSend && flight < (DUPLICATES + 1) * mss;
        return few ? Math.max(1, (flight + mss - 1) / mss - 1) : DUPLICATES;
    }

    /// Nothing was heard in time: all over again with one segment.
    ///
    /// @param again whether it is the same segment that was not heard of before
    void timedOut(int next, int flight, boolean again) {
        if (!again) {
            windowBefore = window;
            thresholdBefore = threshold;
            threshold = Math.max(flight / 2, 2 * mss);
        }
        recover = next - 1;
        window = mss;
        duplicates = 0;
        avoided = 0;
        recovering = false;
    }

    /// Two new segments may go although as much is under way as before the timeout (RFC 5682 2.1).
    void test(int flight) {
        window = flight + 2 * mss;
    }

    /// What was tested was lost indeed.
    void lost() {
        window = mss;
    }

    /// The timeout was none.
    void undo() {
        window = windowBefore;
        threshold = thresholdBefore;
    }

    /// Nothing was sent for longer than a timeout: what was known of the way is old (RFC 5681 4.1).
    void idle() {
        window = Math.min(window, initialWindow());
    }
}
