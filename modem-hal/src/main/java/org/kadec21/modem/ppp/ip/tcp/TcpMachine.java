package org.kadec21.modem.ppp.ip.tcp;

import org.kadec21.modem.ppp.ip.packet.TcpSegment;
import org.kadec21.modem.ppp.ip.packet.TcpSegment.Flag;

import java.time.Duration;
import java.util.Optional;

/// One connection, begun by this side (RFC 9293). Every method is an event at `now`, nanoseconds of
/// a clock that never steps; [#transmit(long)] gives the segments to send one by one, made at that
/// moment. Segments that arrive have passed their checksum and belong to this connection's ports
/// and addresses.
///
/// Against those who cannot see the connection but guess (RFC 5961): a reset has to hit the very
/// next number, a SYN and an implausible acknowledgement are answered by a bounded number of
/// challenges.
public final class TcpMachine {

    private static final long NEVER = Long.MAX_VALUE;

    private final SegmentForm form;
    private final int assumed;
    private int link;
    private int peer = Integer.MAX_VALUE;
    private int path = Integer.MAX_VALUE;
    private final SendSide out;
    private final ReceiveSide in;
    private final Budget challenges = new Budget(Limits.CHALLENGES, Limits.CHALLENGE_SPAN);
    private TcpState state = TcpState.SYN_SENT;
    private boolean closed;
    private long lingerUntil = NEVER;
    private String hint = "";
    private Optional<TcpSegment> reset = Optional.empty();
    private Optional<Ending> ending = Optional.empty();

    /// @param initialSequence not to be guessed, see [InitialSequence]
    /// @param mss largest segment this side takes and sends, bytes: the link's MTU less the headers
    /// @param assumed what the peer takes when its SYN does not say, bytes (RFC 9293 3.7.1)
    public TcpMachine(int localPort, int remotePort, int initialSequence, int mss, int assumed) {
        this.assumed = assumed;
        link = mss;
        form = new SegmentForm(localPort, remotePort, mss);
        out = new SendSide(initialSequence);
        in = new ReceiveSide(mss);
    }

    /// Whether the link repeats what is lost on the line from now on: what does not come is late
    /// then.
    public void lineRepeats(boolean repeats) {
        out.lineRepeats(repeats);
    }

    /// Whether the line is known to damage so many frames that what does not come is more likely
    /// lost to that than to anything else.
    public void lineIsNoisy(boolean noisy) {
        out.lineIsNoisy(noisy);
    }

    public TcpState state() {
        return state;
    }

    /// Why it is over; empty as long as it is not. In TIME-WAIT it is over for the user already.
    public Optional<Ending> ending() {
        return ending;
    }

    /// Takes as many bytes as there is room for, and says how many.
    ///
    /// @throws IllegalStateException when the state takes no bytes
    public int send(byte[] bytes, int offset, int length) {
        if (closed || !state.takesBytes()) {
            throw new IllegalStateException("expected an open connection, it is in " + state);
        }
        return out.put(bytes, offset, length);
    }

    public int room() {
        return !closed && state.takesBytes() ? out.room() : 0;
    }

    public int unacknowledged() {
        return out.bytesHeld();
    }

    /// Hands bytes out; -1 when none will come any more.
    public int receive(byte[] buffer, int offset, int length) {
        if (in.available() > 0) {
            return in.read(buffer, offset, length);
        }
        return in.hasEnded() || ending.isPresent() ? -1 : 0;
    }

    public int available() {
        return in.available();
    }

    /// The user will neither send nor read any more (RFC 9293 3.10.4).
    public void close(long now) {
        if (closed) {
            return;
        }
        closed = true;
        switch (state) {
            case SYN_SENT -> over(Ending.Kind.ABORTED, "closed before it was open");
            case SYN_RECEIVED, ESTABLISHED -> finished(TcpState.FIN_WAIT_1);
            case CLOSE_WAIT -> finished(TcpState.LAST_ACK);
            case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> {}
        }
    }

    private void finished(TcpState next) {
        in.stopReading();
        out.end();
        state = next;
    }

    /// The user gives up (RFC 9293 3.10.5).
    public void abort(String reason) {
        if (state != TcpState.SYN_SENT && state != TcpState.TIME_WAIT && ending.isEmpty()) {
            reset = Optional.of(reset());
        }
        over(Ending.Kind.ABORTED, reason);
    }

    /// A segment of this connection came.
    public void arrived(TcpSegment segment, long now) {
        switch (state) {
            case SYN_SENT -> arrivedBeforeOpen(segment, now);
            case CLOSED -> {}
            case SYN_RECEIVED,
                    ESTABLISHED,
                    FIN_WAIT_1,
                    FIN_WAIT_2,
                    CLOSE_WAIT,
                    CLOSING,
                    LAST_ACK,
                    TIME_WAIT ->
                    arrivedInSequence(segment, now);
        }
    }

    /// RFC 9293 3.10.7.3.
    private void arrivedBeforeOpen(TcpSegment segment, long now) {
        boolean acknowledges = segment.has(Flag.ACK);
        boolean known =
                Sequence.before(out.unacknowledged(), segment.acknowledgement())
                        && Sequence.notAfter(segment.acknowledgement(), out.highest());
        if (acknowledges && !known) {
            if (!segment.has(Flag.RST) && challenges.allows(now)) {
                reset = Optional.of(form.reset(segment.acknowledgement()));
            }
            return;
        }
        if (segment.has(Flag.RST)) {
            if (acknowledges) {
                over(Ending.Kind.REFUSED, "the peer refused the connection");
            }
            return;
        }
        if (!segment.has(Flag.SYN)) {
            return;
        }
        in.begins(segment.sequence());
        peer = Math.max(Limits.LEAST_MSS, segment.mss().orElse(assumed));
        out.segmentsOf(segmentSize());
        out.acknowledged(
                segment.sequence(),
                acknowledges ? segment.acknowledgement() : out.unacknowledged(),
                segment.window(),
                false,
                now);
        if (!acknowledges) {
            state = TcpState.SYN_RECEIVED;
            out.repeatSyn();
            return;
        }
        state = TcpState.ESTABLISHED;
        in.oweNow();
        text(segment, segment.sequence() + 1, now);
    }

    private int segmentSize() {
        return Math.min(link, Math.min(peer, path));
    }

    /// RFC 9293 3.10.7.4, its checks in its order.
    private void arrivedInSequence(TcpSegment segment, long now) {
        boolean acceptable = in.isAcceptable(segment.sequence(), segment.length());
        if (segment.has(Flag.RST)) {
            arrivedReset(segment, now);
            return;
        }
        if (segment.has(Flag.SYN)) {
            arrivedSyn(segment, now);
            return;
        }
        if (!segment.has(Flag.ACK)) {
            return;
        }
        boolean heldOff = segment.sequence() == in.next(); // its text is beyond a closed window
        if (!acceptable && !heldOff) {
            answerStranger(segment, now);
            return;
        }
        if (!acknowledge(segment, now) || state == TcpState.CLOSED) {
            return;
        }
        if (acceptable) {
            text(segment, segment.sequence(), now);
        } else {
            in.oweNow();
        }
    }

    /// An old segment again: our acknowledgement was lost. Without a length, two ends that disagree
    /// could bounce these for ever, hence the budget.
    private void answerStranger(TcpSegment segment, long now) {
        if (segment.length() > 0 || challenges.allows(now)) {
            in.oweNow();
        }
        if (state == TcpState.TIME_WAIT && segment.has(Flag.FIN)) {
            lingerUntil = now + Limits.TIME_WAIT;
        }
    }

    private void challenge(long now) {
        if (challenges.allows(now)) {
            in.oweNow();
        }
    }

    private void arrivedReset(TcpSegment segment, long now) {
        if (segment.sequence() != in.next()) {
            if (in.inWindow(segment.sequence())) {
                challenge(now);
            }
            return;
        }
        switch (state) {
            case SYN_RECEIVED -> over(Ending.Kind.REFUSED, "the peer refused the connection");
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
                    over(
                            Ending.Kind.RESET,
                            "the peer reset the connection, %d bytes were not acknowledged"
                                    .formatted(out.bytesHeld()));
            case CLOSING, LAST_ACK -> over(Ending.Kind.ORDERLY, "closed");
            case SYN_SENT, TIME_WAIT, CLOSED -> {} // RFC 1337 3: a reset must not end a wait
        }
    }

    /// In a simultaneous open the peer's SYN comes again; everywhere else it is a challenge's case.
    private void arrivedSyn(TcpSegment segment, long now) {
        boolean answer =
                state == TcpState.SYN_RECEIVED
                        && segment.has(Flag.ACK)
                        && segment.sequence() + 1 == in.next();
        if (!answer) {
            challenge(now);
        } else if (acknowledge(segment, now)) {
            in.oweNow();
        }
    }

    /// @return whether the segment goes on to be looked at
    private boolean acknowledge(TcpSegment segment, long now) {
        int number = segment.acknowledgement();
        if (state == TcpState.SYN_RECEIVED) {
            boolean answers =
                    Sequence.before(out.unacknowledged(), number)
                            && Sequence.notAfter(number, out.highest());
            if (!answers) {
                reset = Optional.of(form.reset(number));
                return false;
            }
            state = TcpState.ESTABLISHED;
        }
        if (Sequence.before(out.highest(), number)
                || Sequence.before(number, out.oldestPlausible())) {
            challenge(now);
            return false;
        }
        boolean bare = segment.length() == 0;
        out.acknowledged(segment.sequence(), number, segment.window(), bare, now);
        if (out.isEndAcknowledged()) {
            endAcknowledged(now);
        }
        return true;
    }

    private void endAcknowledged(long now) {
        switch (state) {
            case FIN_WAIT_1 -> {
                state = TcpState.FIN_WAIT_2;
                lingerUntil = now + Limits.FIN_WAIT_2;
            }
            case CLOSING -> linger(now);
            case LAST_ACK -> over(Ending.Kind.ORDERLY, "closed");
            case SYN_SENT,
                    SYN_RECEIVED,
                    ESTABLISHED,
                    FIN_WAIT_2,
                    CLOSE_WAIT,
                    TIME_WAIT,
                    CLOSED -> {}
        }
    }

    private void text(TcpSegment segment, int sequence, long now) {
        if (!state.hearsBytes()) {
            if (segment.length() > 0) {
                in.oweNow();
            }
            return;
        }
        boolean ended = in.take(sequence, segment.payload(), segment.has(Flag.FIN), now);
        if (in.isFlooded()) {
            abort("the peer went on sending after the connection was closed");
        } else if (ended) {
            peerEnded(now);
        }
    }

    private void peerEnded(long now) {
        switch (state) {
            case ESTABLISHED -> state = TcpState.CLOSE_WAIT;
            case FIN_WAIT_1 -> state = TcpState.CLOSING;
            case FIN_WAIT_2 -> linger(now);
            case SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> {}
        }
    }

    private void linger(long now) {
        state = TcpState.TIME_WAIT;
        lingerUntil = now + Limits.TIME_WAIT;
        ending = Optional.of(new Ending(Ending.Kind.ORDERLY, "closed"));
    }

    /// A segment of this connection may have come that nobody can read: one acknowledgement answers
    /// it, as any other that brings nothing new (RFC 5681 4.2).
    public void missedSegment() {
        if (state.hearsBytes()) {
            in.oweNow();
        }
    }

    /// A router or the peer's host says that packets do not get there.
    ///
    /// @param sequence of the segment it quotes
    /// @param words what it says
    public void unreachable(boolean forGood, int sequence, String words) {
        if (!out.isUnderWay(sequence)) {
            return;
        }
        hint = ", last heard of the way there: " + words;
        if (forGood && !state.isSynchronized()) {
            over(Ending.Kind.REFUSED, words);
        }
    }

    /// A router says that segments of more than `size` bytes do not get through.
    public void tooBig(int size, int sequence) {
        int smaller = Math.max(Limits.LEAST_MSS, size);
        if (!out.isUnderWay(sequence)) {
            return;
        }
        path = Math.min(path, smaller);
        if (smaller < out.segmentSize()) {
            out.cutSmaller(smaller);
        }
    }

    /// The link takes segments of at most so many bytes from now on: fewer than before or more, as
    /// far as the peer and the way there let them. What this side has said to take itself stays.
    public void linkTakes(int mss) {
        link = mss;
        if (state != TcpState.SYN_SENT) {
            out.linkTakes(segmentSize());
        }
    }

    /// Time has passed.
    public void due(long now) {
        if (state == TcpState.CLOSED) {
            return;
        }
        if (now >= lingerUntil) {
            if (state == TcpState.TIME_WAIT) {
                state = TcpState.CLOSED;
            } else {
                reset = Optional.of(reset()); // all bytes have arrived
                over(Ending.Kind.ORDERLY, "closed, without waiting for the peer's end any longer");
            }
            return;
        }
        if (out.isGivenUp(now)) {
            giveUp(now);
            return;
        }
        out.due(now);
        in.due(now);
    }

    private void giveUp(long now) {
        String waited = Duration.ofNanos(out.quietFor(now)).toSeconds() + " s" + hint;
        if (!state.isSynchronized()) {
            over(Ending.Kind.SILENT, "expected an answer to the SYN, none came within " + waited);
            return;
        }
        reset = Optional.of(reset());
        over(
                Ending.Kind.SILENT,
                "expected an acknowledgement of %d bytes, none came within %s"
                        .formatted(out.bytesHeld(), waited));
    }

    private void over(Ending.Kind kind, String reason) {
        state = TcpState.CLOSED;
        lingerUntil = NEVER;
        if (ending.isEmpty()) {
            ending = Optional.of(new Ending(kind, reason));
        }
    }

    /// When [#due(long)] is wanted next, `Long.MAX_VALUE` for never; after a call of it, later than
    /// its moment.
    public long nextDue() {
        if (state == TcpState.CLOSED) {
            return NEVER;
        }
        return Math.min(lingerUntil, Math.min(out.nextDue(), in.owedBy()));
    }

    /// The next segment to send now.
    public Optional<TcpSegment> transmit(long now) {
        if (reset.isPresent()) {
            Optional<TcpSegment> last = reset;
            reset = Optional.empty();
            return last;
        }
        if (state == TcpState.CLOSED) {
            return Optional.empty();
        }
        Optional<SendSide.Piece> piece = out.next(now);
        if (piece.isPresent()) {
            return piece.map(this::segment);
        }
        return in.owes() ? Optional.of(acknowledgement()) : Optional.empty();
    }

    private TcpSegment segment(SendSide.Piece piece) {
        return state == TcpState.SYN_SENT
                ? form.syn(piece.sequence())
                : form.carrying(piece, in.next(), in.acknowledge());
    }

    private TcpSegment acknowledgement() {
        return form.acknowledgement(out.bareSequence(), in.next(), in.acknowledge());
    }

    private TcpSegment reset() {
        return form.reset(out.bareSequence(), in.next());
    }
}
