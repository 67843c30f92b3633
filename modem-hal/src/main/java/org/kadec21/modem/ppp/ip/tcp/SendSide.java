package org.kadec21.modem.ppp.ip.tcp;

import java.util.Optional;

/// This side's stream: what is to go, what is under way, what counts as lost. Pieces are cut when
/// the line asks for one, so that a timeout or a smaller segment size changes what is cut next and
/// nothing lies in a queue.
///
/// Nagle's rule is not applied: the mail client writes whole groups of commands, and what it writes
/// while the line is busy joins by itself.
final class SendSide {

    private static final long NEVER = Long.MAX_VALUE;

    private final SendBuffer buffer = new SendBuffer();
    private final RoundTrip roundTrip = new RoundTrip();
    private final SegmentSize segments = new SegmentSize();
    private final SpuriousTimeout doubt = new SpuriousTimeout();
    private final int initial;
    private Congestion congestion;
    private int oldest;
    private int unacknowledged;
    private int next;
    private int highest;
    private boolean windowKnown;
    private int window;
    private int largestWindow;
    private int windowSequence;
    private int windowAcknowledgement;
    private boolean ending;
    private boolean again;
    private boolean timing;
    private int timedEnd;
    private long timedAt;
    private long resendAt = NEVER;
    private long probeAt = NEVER;
    private long probeAfter;
    private boolean probing;
    private long quietSince = NEVER;
    private long lastSent = NEVER;
    private int timeouts;

    /// What goes into one segment.
    record Piece(int sequence, boolean syn, byte[] payload, boolean push, boolean fin) {}

    SendSide(int initialSequence) {
        initial = initialSequence;
        oldest = initialSequence + 1;
        unacknowledged = initialSequence;
        next = initialSequence;
        highest = initialSequence;
        congestion = new Congestion(segments.bytes(), initialSequence);
    }

    /// Whether the link repeats what is lost on the line. What is under way began on the line as it
    /// was, and tells nothing of its times.
    void lineRepeats(boolean repeats) {
        roundTrip.lineRepeats(repeats);
        timing = false;
    }

    /// Whether the line is known to damage frames.
    void lineIsNoisy(boolean noisy) {
        segments.lineIsNoisy(noisy);
    }

    int unacknowledged() {
        return unacknowledged;
    }

    /// The number behind the last one ever sent.
    int highest() {
        return highest;
    }

    int bytesHeld() {
        return buffer.count();
    }

    int room() {
        return ending ? 0 : buffer.room();
    }

    int put(byte[] bytes, int offset, int length) {
        return buffer.put(bytes, offset, length);
    }

    /// Nothing will be put any more; the end of the stream follows what was.
    void end() {
        ending = true;
    }

    /// Whether the end of the stream was sent and acknowledged.
    boolean isEndAcknowledged() {
        return ending && Sequence.before(endOfBytes(), unacknowledged);
    }

    /// Whether the peer can be expected to know this number (RFC 5927 4.1): it is under way.
    boolean isUnderWay(int sequence) {
        return Sequence.notAfter(unacknowledged, sequence) && Sequence.before(sequence, highest);
    }

    /// Segments carry at most that many bytes.
    void segmentsOf(int bytes) {
        segments.limit(bytes);
        congestion.segmentsOf(bytes);
    }

    /// The same for what is sent from now on; what is under way may well arrive, and is cut anew
    /// when it has to go again.
    void linkTakes(int bytes) {
        segments.shift(bytes);
        congestion.segmentsOf(bytes);
    }

    int segmentSize() {
        return segments.bytes();
    }

    /// The number of a segment without bytes: the next one, or the last that the peer's window
    /// takes, since beyond it the peer would not even read the acknowledgement.
    int bareSequence() {
        int edge = windowAcknowledgement + window;
        boolean beyond = windowKnown && Sequence.before(edge, highest);
        return beyond ? Sequence.later(edge, unacknowledged) : highest;
    }

    /// An acknowledgement below this one is made up (RFC 5961 5.2).
    int oldestPlausible() {
        return unacknowledged - largestWindow;
    }

    /// A router wants smaller packets: those under way were lost to that, not to congestion.
    void cutSmaller(int bytes) {
        segmentsOf(bytes);
        next = unacknowledged;
        timing = false;
        resendAt = NEVER;
    }

    /// The SYN may go again at once, with an acknowledgement now (simultaneous open).
    void repeatSyn() {
        next = initial;
        timing = false;
    }

    private int endOfBytes() {
        return oldest + buffer.count();
    }

    /// What to send now, if anything.
    Optional<Piece> next(long now) {
        if (unacknowledged == initial) {
            return next == initial ? Optional.of(syn(now)) : Optional.empty();
        }
        if (again) {
            return Optional.of(lost(now));
        }
        if (flight() == 0 && lastSent != NEVER && now - lastSent > roundTrip.timeout()) {
            congestion.idle();
        }
        int unsent = endOfBytes() - next;
        if (unsent < 0) {
            return Optional.empty(); // the end was sent
        }
        int mss = segments.bytes();
        int usable = Math.min(congestion.allowance(), window) - flight();
        int length = Math.clamp(usable, 0, Math.min(unsent, mss));
        boolean worthIt =
                length == mss || length == unsent || length >= Math.max(1, largestWindow / 2);
        if (length == unsent ? length > 0 || ending : worthIt && length > 0) {
            return Optional.of(fresh(length, now));
        }
        return unsent > 0 && flight() == 0 ? held(length, now) : Optional.empty();
    }

    private int flight() {
        return next - unacknowledged;
    }

    private Piece syn(long now) {
        next = initial + 1;
        sent(initial, now);
        return new Piece(initial, true, new byte[0], false, false);
    }

    /// The next bytes in order, sent before or not.
    private Piece fresh(int length, long now) {
        int sequence = next;
        boolean last = sequence + length == endOfBytes();
        boolean fin = last && ending;
        byte[] payload = buffer.copy(sequence - oldest, length);
        next = sequence + length + (fin ? 1 : 0);
        stopProbing();
        sent(sequence, now);
        return new Piece(sequence, false, payload, last && length > 0, fin);
    }

    /// The first piece under way again.
    private Piece lost(long now) {
        again = false;
        int bytes = Sequence.before(highest, endOfBytes()) ? highest : endOfBytes();
        int length = Math.min(segments.bytes(), bytes - unacknowledged);
        boolean fin = ending && unacknowledged + length + 1 == highest;
        timing = false;
        resendAt = now + roundTrip.timeout();
        next = Sequence.later(next, unacknowledged + length + (fin ? 1 : 0));
        byte[] payload = buffer.copy(0, length);
        return new Piece(unacknowledged, false, payload, false, fin);
    }

    /// The window holds everything back. Nothing is under way that could bring news of it: after a
    /// while what fits goes although it is little, or one byte although none fits (RFC 9293
    /// 3.8.6.1).
    private Optional<Piece> held(int length, long now) {
        if (probeAt == NEVER && !probing) {
            probeAfter = Math.max(probeAfter, window == 0 ? roundTrip.timeout() : Limits.OVERRIDE);
            probeAt = now + probeAfter;
        }
        if (!probing) {
            return Optional.empty();
        }
        probing = false;
        if (length > 0) {
            return Optional.of(fresh(length, now));
        }
        probeAfter = Math.min(RoundTrip.MOST, 2 * probeAfter);
        probeAt = now + probeAfter;
        highest = Sequence.later(highest, unacknowledged + 1);
        quietSince = Math.min(quietSince, now);
        return Optional.of(new Piece(unacknowledged, false, buffer.copy(0, 1), false, false));
    }

    private void stopProbing() {
        probing = false;
        probeAfter = 0;
        probeAt = NEVER;
    }

    private void sent(int sequence, long now) {
        if (!timing && sequence == highest) {
            timing = true;
            timedEnd = next;
            timedAt = now;
        }
        highest = Sequence.later(highest, next);
        lastSent = now;
        quietSince = Math.min(quietSince, now);
        if (resendAt == NEVER) {
            resendAt = now + roundTrip.timeout();
        }
    }

    /// A valid acknowledgement came: not beyond what was sent.
    ///
    /// @param bare whether the segment does nothing else than to acknowledge
    void acknowledged(int sequence, int acknowledgement, int newWindow, boolean bare, long now) {
        int more = acknowledgement - unacknowledged;
        boolean sameWindow = newWindow == window;
        updateWindow(sequence, acknowledgement, newWindow);
        if (more > 0) {
            advanced(acknowledgement, now);
            judgeTimeout(true);
        } else if (more == 0 && bare && sameWindow && flight() > 0) {
            judgeTimeout(false);
            boolean moreToSend = endOfBytes() - next > 0;
            boolean noisy = segments.isShortened();
            again |= congestion.duplicate(unacknowledged, highest, flight(), moreToSend, noisy);
        }
        if (window == 0 && flight() == 0) {
            quietSince = NEVER; // a peer that holds us up for an hour, but answers, is alive
        }
    }

    /// After a timeout, an acknowledgement shows whether more than the oldest segment was lost.
    private void judgeTimeout(boolean advances) {
        boolean canTest =
                Sequence.before(highest, endOfBytes()) && highest - unacknowledged < window;
        switch (doubt.acknowledged(unacknowledged, advances, canTest)) {
            case NONE -> {}
            case TEST -> {
                next = highest;
                congestion.test(flight());
            }
            case SPURIOUS -> congestion.undo();
            case LOST -> {
                next = unacknowledged;
                congestion.lost();
            }
        }
    }

    private void advanced(int acknowledgement, long now) {
        int more = acknowledgement - unacknowledged;
        boolean synOnly = unacknowledged == initial;
        int bytes = Math.min(buffer.count(), acknowledgement - oldest);
        buffer.drop(bytes);
        oldest += bytes;
        unacknowledged = acknowledgement;
        next = Sequence.later(next, unacknowledged);
        if (timing && Sequence.notAfter(timedEnd, acknowledgement)) {
            timing = false;
            roundTrip.measured(now - timedAt);
        }
        boolean partialBefore = congestion.isRecovering();
        if (synOnly) {
            opened();
        } else {
            segments.acknowledged(more);
            if (segments.isShortened()) {
                roundTrip.forgetBackOff();
            }
            again = congestion.acknowledged(more, unacknowledged, flight());
        }
        timeouts = 0;
        quietSince = highest == unacknowledged ? NEVER : now;
        if (highest == unacknowledged) {
            resendAt = NEVER;
        } else if (!partialBefore || !congestion.isRecovering()) {
            resendAt = now + roundTrip.timeout();
        }
    }

    private void opened() {
        congestion = new Congestion(segments.bytes(), initial);
        if (timeouts > 0) {
            roundTrip.begin();
            congestion.beginSlowly();
        }
    }

    /// RFC 9293 3.10.7.4: only from a segment that is not older than the last one used.
    private void updateWindow(int sequence, int acknowledgement, int newWindow) {
        boolean newer =
                Sequence.before(windowSequence, sequence)
                        || (windowSequence == sequence
                                && Sequence.notAfter(windowAcknowledgement, acknowledgement));
        if (windowKnown && !newer) {
            return;
        }
        if (window == 0 && newWindow > 0) {
            stopProbing();
        }
        windowKnown = true;
        window = newWindow;
        largestWindow = Math.max(largestWindow, newWindow);
        windowSequence = sequence;
        windowAcknowledgement = acknowledgement;
    }

    /// When the next timer ends.
    long nextDue() {
        long giveUp = quietSince == NEVER ? NEVER : quietSince + patience();
        return Math.min(giveUp, Math.min(resendAt, probeAt));
    }

    private long patience() {
        return unacknowledged == initial ? Limits.CONNECT_TIMEOUT : Limits.USER_TIMEOUT;
    }

    /// Whether nothing was heard for so long that it is of no use.
    boolean isGivenUp(long now) {
        return quietSince != NEVER && now - quietSince >= patience();
    }

    /// How long it has been waiting for the peer, nanoseconds.
    long quietFor(long now) {
        return quietSince == NEVER ? 0 : now - quietSince;
    }

    /// Takes what is under way for lost when its time is over.
    void due(long now) {
        if (now >= probeAt) {
            probing = true;
            probeAt = NEVER;
        }
        if (now < resendAt) {
            return;
        }
        resendAt = NEVER;
        if (highest == unacknowledged) {
            return;
        }
        congestion.timedOut(highest, highest - unacknowledged, timeouts > 0);
        boolean likelyLost = unacknowledged == initial || segments.isShortened();
        doubt.timedOut(highest, timeouts == 0 && !likelyLost);
        timeouts++;
        roundTrip.backOff(segments.isShortened() && timeouts <= Limits.TIMEOUTS_IN_NOISE);
        again = false;
        timing = false;
        next = unacknowledged;
        if (unacknowledged != initial) {
            segments.timedOut(timeouts);
        }
    }
}
