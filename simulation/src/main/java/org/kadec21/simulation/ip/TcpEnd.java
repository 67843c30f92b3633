package org.kadec21.simulation.ip;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.ip.TcpSender.Piece;

import java.time.Duration;
import java.util.Optional;

/// The far end of one TCP connection that a host has opened (RFC 9293), as the network answers it
/// in place of the real one: it agrees once that is reached, and carries bytes both ways.
final class TcpEnd {

    /// A segment that is acknowledged alone waits so long for company (RFC 9293 3.8.6.3).
    static final Duration DELAYED_ACK = Duration.ofMillis(200);

    /// How long a connection is remembered after both ends closed it.
    static final Duration TIME_WAIT = Duration.ofSeconds(10);

    /// Times that the agreement is repeated.
    static final int MOST_AGREEMENTS = 5;

    /// Without the option (RFC 9293 3.7.1).
    private static final int DEFAULT_MSS = 536;

    private static final int SMALLEST_MSS = 64;

    private final TcpSegment syn;
    private final int initial;
    private final int ownMss;
    private final TcpReceiver receiver;
    private final TcpSender sender;
    private final Sink sink;
    private Phase phase = Phase.ASKED;
    private Deadline agreementDue = Deadline.never();
    private int agreements;
    private Deadline ackDue = Deadline.never();
    private int unacknowledged;
    private boolean finTold;
    private Deadline forgottenAt = Deadline.never();
    private long now;

    private enum Phase {
        /// The host's SYN has come; nobody knows yet what becomes of it.
        ASKED,
        SYN_RECEIVED,
        OPEN,
        OVER
    }

    /// Who carries on what comes.
    interface Sink {

        void send(TcpSegment segment);

        void data(byte[] bytes);

        /// The host has said all.
        void finished();

        /// The connection is gone without an orderly end.
        void broken();

        /// Nothing is left of it.
        void over();
    }

    /// @param initial our initial sequence number
    /// @param mtu of the link to the host
    TcpEnd(TcpSegment syn, int initial, int mtu, Sink sink) {
        this.syn = syn;
        this.initial = initial;
        this.sink = sink;
        ownMss = mtu - Ipv4Packet.HEAD - TcpSegment.HEAD;
        int theirs = syn.mss() == 0 ? DEFAULT_MSS : Math.max(syn.mss(), SMALLEST_MSS);
        receiver = new TcpReceiver(syn.sequence());
        sender = new TcpSender(initial + 1, Math.min(theirs, ownMss));
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /// Bytes for the host that it takes now.
    int room() {
        return phase == Phase.OPEN || phase == Phase.SYN_RECEIVED ? sender.room() : 0;
    }

    Deadline nextDue() {
        return agreementDue.earlier(ackDue).earlier(sender.nextDue()).earlier(forgottenAt);
    }

    /// The real end is reached.
    void agree(long nowNanos) {
        now = nowNanos;
        if (phase == Phase.ASKED) {
            phase = Phase.SYN_RECEIVED;
            sayAgreed();
        }
    }

    void write(byte[] bytes, long nowNanos) {
        now = nowNanos;
        sender.write(bytes);
        pump();
    }

    /// The real end has said all.
    void finish(long nowNanos) {
        now = nowNanos;
        sender.finish();
        pump();
    }

    /// The real end is gone.
    void abort(long nowNanos) {
        now = nowNanos;
        if (phase != Phase.OVER) {
            say(TcpSegment.RST | TcpSegment.ACK, sender.next(), new byte[0]);
            end();
        }
    }

    /// The real end has taken so many bytes.
    void delivered(int bytes, long nowNanos) {
        now = nowNanos;
        receiver.taken(bytes);
        if (phase == Phase.OPEN && receiver.hasNews(sender.mss())) {
            acknowledge();
        }
    }

    /// While it is held it takes nothing of the host.
    void hold(boolean nothing, long nowNanos) {
        now = nowNanos;
        receiver.hold(nothing);
        if (phase == Phase.OPEN) {
            acknowledge();
        }
    }

    void due(long nowNanos) {
        now = nowNanos;
        if (agreementDue.atNanos() <= now) {
            if (agreements == MOST_AGREEMENTS) {
                breakDown();
            } else {
                sayAgreed();
            }
        }
        if (ackDue.atNanos() <= now) {
            acknowledge();
        }
        sender.due(now).ifPresent(this::send);
        if (sender.hasGivenUp()) {
            say(TcpSegment.RST | TcpSegment.ACK, sender.next(), new byte[0]);
            breakDown();
        }
        pump();
        if (forgottenAt.atNanos() <= now) {
            end();
        }
    }

    /// A segment of this connection (RFC 9293 3.10.7.4; RFC 5961 for what an attacker could send).
    void arrived(TcpSegment segment, long nowNanos) {
        now = nowNanos;
        switch (phase) {
            case ASKED -> {
                if (segment.has(TcpSegment.RST)) {
                    breakDown();
                }
            }
            case SYN_RECEIVED, OPEN -> judge(segment);
            case OVER -> {}
        }
    }

    private void judge(TcpSegment segment) {
        if (phase == Phase.SYN_RECEIVED && segment.has(TcpSegment.SYN)) {
            sayAgreed();
        } else if (!receiver.expects(segment)) {
            if (!segment.has(TcpSegment.RST)) {
                acknowledge();
            }
        } else if (segment.has(TcpSegment.RST)) {
            if (segment.sequence() == receiver.next()) {
                breakDown();
            } else {
                acknowledge();
            }
        } else if (segment.has(TcpSegment.SYN)) {
            acknowledge();
        } else if (segment.has(TcpSegment.ACK)) {
            acknowledged(segment);
        }
    }

    private void acknowledged(TcpSegment segment) {
        if (phase == Phase.SYN_RECEIVED) {
            if (segment.acknowledged() - initial <= 0 || !sender.hasSent(segment.acknowledged())) {
                sink.send(segment.reset());
                return;
            }
            phase = Phase.OPEN;
            agreementDue = Deadline.never();
        } else if (!sender.hasSent(segment.acknowledged())) {
            acknowledge();
            return;
        }
        boolean bare = segment.length() == 0;
        Optional<Piece> again =
                sender.acknowledged(segment.acknowledged(), bare, segment.window(), now);
        sender.windowIs(segment, now);
        again.ifPresent(this::send);
        take(segment);
        pump();
        if (finTold && sender.isFinished() && forgottenAt.isNever()) {
            forgottenAt = Deadline.at(now).plus(TIME_WAIT);
        }
    }

    private void take(TcpSegment segment) {
        if (segment.length() == 0) {
            return;
        }
        int before = receiver.next();
        byte[] bytes = receiver.take(segment);
        if (bytes.length > 0) {
            sink.data(bytes);
        }
        unacknowledged++;
        boolean inOrder = receiver.next() != before && !segment.has(TcpSegment.FIN);
        if (!inOrder || unacknowledged > 1) {
            acknowledge();
        } else {
            ackDue = Deadline.at(now).plus(DELAYED_ACK);
        }
        if (receiver.isFinished() && !finTold) {
            finTold = true;
            sink.finished();
        }
    }

    private void pump() {
        if (phase != Phase.OPEN) {
            return;
        }
        for (Optional<Piece> piece = sender.sendable(now);
                piece.isPresent();
                piece = sender.sendable(now)) {
            send(piece.get());
        }
    }

    private void send(Piece piece) {
        int flags = TcpSegment.ACK | (piece.fin() ? TcpSegment.FIN : 0);
        boolean push = piece.data().length > 0 && piece.data().length < sender.mss();
        say(flags | (push ? TcpSegment.PSH : 0), piece.sequence(), piece.data());
    }

    private void acknowledge() {
        say(TcpSegment.ACK, sender.next(), new byte[0]);
    }

    private void sayAgreed() {
        agreements++;
        agreementDue = Deadline.at(now + (RoundTripTimer.FIRST << Math.min(agreements - 1, 4)));
        sink.send(
                new TcpSegment(
                        /* fromPort= */ syn.toPort(),
                        /* toPort= */ syn.fromPort(),
                        initial,
                        receiver.next(),
                        TcpSegment.SYN | TcpSegment.ACK,
                        receiver.window(),
                        ownMss,
                        new byte[0]));
    }

    private void say(int flags, int sequence, byte[] data) {
        unacknowledged = 0;
        ackDue = Deadline.never();
        sink.send(
                new TcpSegment(
                        /* fromPort= */ syn.toPort(),
                        /* toPort= */ syn.fromPort(),
                        sequence,
                        receiver.next(),
                        flags,
                        receiver.window(),
                        0,
                        data));
    }

    private void breakDown() {
        if (phase != Phase.OVER) {
            sink.broken();
            end();
        }
    }

    private void end() {
        phase = Phase.OVER;
        agreementDue = Deadline.never();
        ackDue = Deadline.never();
        forgottenAt = Deadline.never();
        sink.over();
    }
}
