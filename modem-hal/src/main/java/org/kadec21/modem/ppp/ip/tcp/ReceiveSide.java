package org.kadec21.modem.ppp.ip.tcp;

/// The peer's stream: what came, how much more may come, and what is owed in acknowledgements.
final class ReceiveSide {

    private static final long NEVER = Long.MAX_VALUE;

    private final ReceiveBuffer buffer = new ReceiveBuffer();
    private final int mss;
    private int next;
    private int edge;
    private boolean endKnown;
    private int end;
    private boolean ended;
    private boolean unread;
    private int unwanted;
    private boolean owedNow;
    private long owedBy = NEVER;
    private int sinceAcknowledged;
    private int largest = 1;

    /// @param mss what this side has said to take
    ReceiveSide(int mss) {
        this.mss = mss;
    }

    /// The peer begins its stream behind its SYN.
    void begins(int initialSequence) {
        next = initialSequence + 1;
        edge = next + buffer.room();
    }

    /// The first number that is missing.
    int next() {
        return next;
    }

    /// Whether the peer's stream was received up to its end.
    boolean hasEnded() {
        return ended;
    }

    int available() {
        return buffer.available();
    }

    /// Whether `sequence` lies in the window the peer was told.
    boolean inWindow(int sequence) {
        return Sequence.notAfter(next, sequence) && Sequence.before(sequence, edge);
    }

    /// Whether a segment brings something new that fits (RFC 9293 3.10.7.4, first check).
    boolean isAcceptable(int sequence, int length) {
        if (length == 0) {
            return sequence == next || inWindow(sequence);
        }
        return inWindow(sequence) || inWindow(sequence + length - 1) || spans(sequence, length);
    }

    private boolean spans(int sequence, int length) {
        return edge != next
                && Sequence.before(sequence, next)
                && Sequence.before(next, sequence + length);
    }

    /// Takes the bytes of an acceptable segment, and its end of the stream.
    ///
    /// @return whether the stream has ended with it
    boolean take(int sequence, byte[] payload, boolean fin, long now) {
        boolean gap = buffer.hasGap();
        int come = put(sequence, payload);
        next += come;
        if (fin && !endKnown && isWithinEdge(sequence + payload.length)) {
            endKnown = true;
            end = sequence + payload.length;
        }
        boolean endsNow = endKnown && !ended && next == end;
        if (endsNow) {
            ended = true;
            next++;
            edge = Sequence.later(edge, next);
        }
        owe(payload.length, come, fin || endsNow || gap || buffer.hasGap(), now);
        return endsNow;
    }

    private boolean isWithinEdge(int sequence) {
        return Sequence.notAfter(next, sequence) && Sequence.notAfter(sequence, edge);
    }

    /// Cuts off what came before and what lies beyond the end, and says how far the stream got.
    private int put(int sequence, byte[] payload) {
        int before = Math.clamp(next - sequence, 0, payload.length);
        int from = sequence + before;
        int limit = endKnown ? Sequence.before(end, edge) ? end : edge : edge;
        int length = Math.clamp(limit - from, 0, payload.length - before);
        if (length == 0) {
            return 0;
        }
        byte[] news = new byte[length];
        System.arraycopy(payload, before, news, 0, length);
        int come = buffer.put(from - next, news);
        if (unread) {
            unwanted += come;
            buffer.drop(come);
        }
        return come;
    }

    private void owe(int length, int come, boolean urgent, long now) {
        if (length == 0 && !urgent) {
            return;
        }
        largest = Math.max(largest, length);
        sinceAcknowledged += come;
        if (urgent || come == 0 || sinceAcknowledged >= 2 * largest) {
            owedNow = true;
        } else {
            owedBy = Math.min(owedBy, now + Limits.DELAYED_ACK);
        }
    }

    /// The peer is to hear at once where this side stands.
    void oweNow() {
        owedNow = true;
    }

    boolean owes() {
        return owedNow;
    }

    /// Time has passed.
    void due(long now) {
        if (now >= owedBy) {
            owedNow = true;
            owedBy = NEVER;
        }
    }

    long owedBy() {
        return owedBy;
    }

    /// The window to tell with a segment that goes now; it never shrinks, and grows by whole
    /// segments only (RFC 9293 3.8.6.2.2).
    int acknowledge() {
        owedNow = false;
        owedBy = NEVER;
        sinceAcknowledged = 0;
        int told = edge - next;
        if (!ended && buffer.room() - told >= Math.min(mss, Limits.RECEIVE_BUFFER / 2)) {
            edge = next + buffer.room();
        }
        return edge - next;
    }

    /// Hands bytes out. A peer that was held up is told of the room at once; otherwise the news can
    /// wait for the next acknowledgement.
    int read(byte[] bytes, int offset, int length) {
        int count = buffer.take(bytes, offset, length);
        int told = edge - next;
        int more = buffer.room() - told;
        boolean heldUp = told < mss ? more >= mss : more >= Limits.RECEIVE_BUFFER / 2;
        if (count > 0 && heldUp && !ended) {
            owedNow = true;
        }
        return count;
    }

    /// Nobody will read any more: what comes is acknowledged and dropped.
    void stopReading() {
        unread = true;
        buffer.drop(buffer.available());
    }

    /// Whether the peer goes on and on although nobody reads.
    boolean isFlooded() {
        return unwanted > Limits.UNWANTED;
    }
}
