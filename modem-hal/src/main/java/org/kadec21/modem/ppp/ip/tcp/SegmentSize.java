package org.kadec21.modem.ppp.ip.tcp;

/// How many bytes go into one segment. The peer and the link say how many may. When nothing comes
/// through for several timeouts, segments get shorter: for a link on the way that drops longer
/// packets without a word (RFC 2923 2.1), or for a line so noisy that only short frames survive. A
/// size that was never acknowledged is not tried again; others come back with success.
///
/// Silence on a line that damages nothing is a gap in coverage or a peer that hangs, much more
/// often than a way that takes only tiny packets: there it takes a long one before segments get
/// shorter than anybody makes them, and those longer ones are tried again.
final class SegmentSize {

    /// Timeouts in a row before the first step down, each further one brings another; a radio link
    /// that wakes up takes less.
    private static final int FIRST_STEP = 2;

    /// The same below [Limits#DEFAULT_MSS] on a line that damages nothing: about a minute.
    private static final int FIRST_STEP_IN_SILENCE = 6;

    /// Segments to be acknowledged before a step up.
    private static final int SUCCESSES = 8;

    private int agreed = Limits.DEFAULT_MSS;
    private int most = Limits.DEFAULT_MSS;
    private int size = Limits.DEFAULT_MSS;
    private int proven;
    private int progress;
    private boolean noisy;

    /// Whether the line is known to damage frames.
    void lineIsNoisy(boolean value) {
        noisy = value;
    }

    int bytes() {
        return size;
    }

    /// Whether they are shorter than they would have to be, or than most peers and links want them,
    /// because of a bad line.
    boolean isShortened() {
        return noisy && size < Math.max(agreed, Limits.DEFAULT_MSS);
    }

    /// What the peer and the link have said, or a router.
    void limit(int bytes) {
        agreed = bytes;
        most = bytes;
        size = bytes;
        progress = 0;
    }

    /// The link has agreed on another size. A size that is smaller than it would have to be has its
    /// reason, and stays.
    void shift(int bytes) {
        size = size == agreed ? bytes : Math.min(size, bytes);
        most = most == agreed ? bytes : Math.min(most, bytes);
        agreed = bytes;
    }

    /// So many bytes were acknowledged at once.
    void acknowledged(int bytes) {
        proven = Math.max(proven, Math.min(bytes, size));
        if (size == most) {
            return;
        }
        progress += bytes;
        if (progress >= SUCCESSES * size) {
            progress = 0;
            size = Math.min(most, 2 * size);
        }
    }

    /// Nothing was acknowledged for so many timeouts in a row.
    void timedOut(int inRow) {
        progress = 0;
        boolean silence = !noisy && size <= Limits.DEFAULT_MSS;
        if (inRow < (silence ? FIRST_STEP_IN_SILENCE : FIRST_STEP)) {
            return;
        }
        int smaller =
                size > Limits.DEFAULT_MSS
                        ? Limits.DEFAULT_MSS
                        : Math.max(Math.min(size, Limits.NOISE_MSS), size / 2);
        if (proven < size && !silence) {
            most = Math.min(most, Math.max(smaller, proven));
        }
        size = smaller;
    }
}
