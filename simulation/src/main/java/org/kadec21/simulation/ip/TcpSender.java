package org.kadec21.simulation.ip;

import org.kadec21.hal.Deadline;

import java.util.Arrays;
import java.util.Optional;

/// The sending half of a connection: what is not acknowledged yet, how much of it may be under way
/// (RFC 5681, RFC 6928), and when to send again (RFC 6298, RFC 6582).
final class TcpSender {

    /// Bytes that wait to be sent or acknowledged.
    static final int BUFFER = 16 * 1024;

    /// Time-outs in a row without any answer, after which the host counts as gone.
    static final int MOST_TIMEOUTS = 8;

    private static final int INITIAL_SEGMENTS = 10;
    private static final int DUPLICATES = 3;
    private static final int MOST_DOUBLINGS = 6;

    private final byte[] buffer = new byte[BUFFER];
    private final int mss;
    private final RoundTripTimer roundTrip = new RoundTripTimer();
    private int size;

    /// Sequence number of the first byte in the buffer.
    private int base;

    private int next;
    private int highest;
    private int window;

    /// The segment that told the window.
    private Optional<TcpSegment> told = Optional.empty();

    private int congestionWindow;
    private int slowStartUntil = Integer.MAX_VALUE;
    private int duplicates;
    private boolean recovering;
    private int recovery;
    private boolean finishes;
    private boolean finSent;
    private boolean finAcknowledged;
    private boolean timing;
    private int timedUntil;
    private long timedSince;
    private int timeouts;
    private int probes;
    private Deadline due = Deadline.never();

    /// A piece to be sent.
    record Piece(int sequence, byte[] data, boolean fin) {}

    /// @param first sequence number of the first byte
    TcpSender(int first, int mss) {
        base = first;
        next = first;
        highest = first;
        this.mss = mss;
        congestionWindow = INITIAL_SEGMENTS * mss;
    }

    int mss() {
        return mss;
    }

    int next() {
        return next;
    }

    int room() {
        return finishes ? 0 : BUFFER - size;
    }

    boolean isFinished() {
        return finAcknowledged;
    }

    Deadline nextDue() {
        return due;
    }

    boolean hasGivenUp() {
        return timeouts > MOST_TIMEOUTS;
    }

    void write(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    /// Nothing follows what was written.
    void finish() {
        finishes = true;
    }

    /// Whether an acknowledgement is of something that was sent.
    boolean hasSent(int acknowledged) {
        return acknowledged - highest <= 0;
    }

    /// The host has so much room, unless the segment is older than the last one that told (RFC 9293
    /// 3.10.7.4).
    void windowIs(TcpSegment segment, long now) {
        timeouts = 0;
        if (told.isPresent() && isOlder(segment, told.get())) {
            return;
        }
        told = Optional.of(segment);
        if (window == 0 && segment.window() > 0) {
            due = Deadline.never();
            next = base;
        }
        window = segment.window();
        arm(now);
    }

    private static boolean isOlder(TcpSegment segment, TcpSegment other) {
        int sequence = segment.sequence() - other.sequence();
        return sequence < 0 || (sequence == 0 && segment.acknowledged() - other.acknowledged() < 0);
    }

    /// The host has everything before this number.
    ///
    /// @param bare whether nothing else came with it
    /// @param room the window that came with it
    /// @return what to send again at once
    Optional<Piece> acknowledged(int number, boolean bare, int room, long now) {
        int fresh = number - base;
        if (fresh > 0) {
            return advanced(number, fresh, now);
        }
        boolean duplicate = bare && room == window && room > 0 && highest != base;
        if (fresh == 0 && duplicate) {
            duplicates++;
            if (recovering) {
                congestionWindow += mss;
            } else if (duplicates == DUPLICATES) {
                return Optional.of(recover(now));
            }
        }
        return Optional.empty();
    }

    private Optional<Piece> advanced(int number, int fresh, long now) {
        int bytes = Math.min(fresh, size);
        System.arraycopy(buffer, bytes, buffer, 0, size - bytes);
        size -= bytes;
        finAcknowledged |= finSent && fresh > bytes;
        base = number;
        next = next - base < 0 ? base : next;
        duplicates = 0;
        timeouts = 0;
        measure(number, now);
        due = Deadline.never();
        if (!recovering) {
            grow(bytes);
        } else if (number - recovery < 0) {
            congestionWindow = Math.max(congestionWindow - bytes + mss, mss);
            arm(now);
            return Optional.of(first());
        } else {
            recovering = false;
            congestionWindow = slowStartUntil;
        }
        arm(now);
        return Optional.empty();
    }

    private void measure(int number, long now) {
        if (timing && number - timedUntil >= 0) {
            timing = false;
            roundTrip.measured(now - timedSince);
        }
    }

    private void grow(int bytes) {
        congestionWindow +=
                congestionWindow < slowStartUntil
                        ? Math.min(bytes, mss)
                        : Math.max(1, mss * mss / congestionWindow);
        congestionWindow = Math.min(congestionWindow, BUFFER + mss);
    }

    /// Fast retransmit (RFC 6582 3.2).
    private Piece recover(long now) {
        halve();
        recovering = true;
        recovery = highest;
        congestionWindow = slowStartUntil + DUPLICATES * mss;
        timing = false;
        due = Deadline.at(now + roundTrip.timeout());
        return first();
    }

    private void halve() {
        slowStartUntil = Math.max((highest - base) / 2, 2 * mss);
    }

    /// What may be sent now, piece by piece, until it is empty.
    Optional<Piece> sendable(long now) {
        int unsent = size - (next - base);
        int flight = next - base;
        int allowed = Math.min(window, congestionWindow) - flight;
        int length = Math.min(Math.min(unsent, mss), allowed);
        boolean whole = length == mss || length == unsent;
        if (length > 0 && (whole || flight == 0)) {
            return Optional.of(send(length, now));
        }
        boolean finDue = finishes && unsent == 0 && !finAcknowledged;
        return finDue && allowed >= 0 ? Optional.of(send(0, now)) : Optional.empty();
    }

    private Piece send(int length, long now) {
        Piece piece = piece(next, length);
        boolean again = highest - next > 0;
        next += length + (piece.fin() ? 1 : 0);
        if (!timing && !again && length > 0) {
            timing = true;
            timedUntil = next;
            timedSince = now;
        }
        highest = highest - next > 0 ? highest : next;
        arm(now);
        return piece;
    }

    private Piece first() {
        return piece(base, Math.min(size, mss));
    }

    private Piece piece(int sequence, int length) {
        int offset = sequence - base;
        boolean fin = finishes && offset + length == size;
        finSent |= fin;
        return new Piece(sequence, Arrays.copyOfRange(buffer, offset, offset + length), fin);
    }

    /// The timer may have run out: with a window of 0, one byte asks whether there is room (RFC
    /// 9293 3.8.6.1), else all is sent again, one segment first.
    Optional<Piece> due(long now) {
        if (due.atNanos() > now) {
            return Optional.empty();
        }
        timeouts++;
        timing = false;
        if (window == 0 && size > 0) {
            probes++;
            long pause = roundTrip.timeout() << Math.min(probes, MOST_DOUBLINGS);
            due = Deadline.at(now + Math.min(pause, RoundTripTimer.LONGEST));
            next = base + 1;
            highest = highest - next > 0 ? highest : next;
            return Optional.of(piece(base, 1));
        }
        probes = 0;
        roundTrip.backOff();
        due = Deadline.at(now + roundTrip.timeout());
        halve();
        recovering = false;
        duplicates = 0;
        congestionWindow = mss;
        next = base;
        return sendable(now);
    }

    private void arm(long now) {
        boolean waits = highest != base || (window == 0 && size > 0);
        if (!waits) {
            due = Deadline.never();
        } else if (due.isNever()) {
            due = Deadline.at(now + roundTrip.timeout());
        }
    }
}
