package org.kadec21.simulation.ip;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The receiving half of a connection: puts what comes into order, and says how much more may come
/// (RFC 9293 3.8.6).
final class TcpReceiver {

    /// Bytes that may wait for the next one who takes them.
    static final int WINDOW = 16 * 1024;

    /// Pieces that are kept beyond gaps, each as long as what came without one.
    private static final int MOST_PIECES = 32;

    private final SortedMap<Integer, byte[]> ahead = new TreeMap<>();
    private int next;
    private int untaken;
    private int promised;
    private boolean held;
    private boolean finKnown;
    private int finAt;
    private boolean finished;

    /// @param initial sequence number of the SYN
    TcpReceiver(int initial) {
        next = initial + 1;
        promised = next;
    }

    /// The sequence number that comes next.
    int next() {
        return next;
    }

    boolean isFinished() {
        return finished;
    }

    /// What may be sent now. What was promised once is not taken back, but by one who is held (RFC
    /// 9293 3.8.6 discourages it, and has senders put up with it).
    int window() {
        if (held) {
            promised = next;
            return 0;
        }
        int window = Math.max(WINDOW - untaken, promised - next);
        promised = next + window;
        return window;
    }

    /// While it is held it takes nothing: the window is zero.
    void hold(boolean nothing) {
        held = nothing;
    }

    /// Whether enough was taken for the sender to hear of it (RFC 9293 3.8.6.2.2).
    boolean hasNews(int mss) {
        int gain = WINDOW - untaken - (promised - next);
        return gain >= Math.min(WINDOW / 2, 2 * mss);
    }

    /// The next one has taken so many.
    void taken(int bytes) {
        untaken -= bytes;
    }

    /// Whether any of it lies where something is expected (RFC 9293 3.10.7.4).
    boolean expects(TcpSegment segment) {
        int begin = segment.sequence() - next;
        int window = Math.max(promised - next, 0);
        int last = begin + Math.max(segment.length() - 1, 0);
        return (segment.length() == 0 || window == 0)
                ? begin == 0 || (begin > 0 && begin < window)
                : (begin >= 0 && begin < window) || (last >= 0 && last < window);
    }

    /// Takes a segment that it expects.
    ///
    /// @return the bytes that are in order now
    byte[] take(TcpSegment segment) {
        if (segment.has(TcpSegment.FIN)) {
            finKnown = true;
            finAt = segment.sequence() + segment.data().length;
        }
        keep(segment.sequence(), segment.data());
        byte[] bytes = inOrder();
        untaken += bytes.length;
        if (finKnown && finAt == next && !finished) {
            finished = true;
            next++;
        }
        return bytes;
    }

    private void keep(int sequence, byte[] data) {
        int old = Math.clamp(next - sequence, 0, data.length);
        int begin = sequence + old - next;
        int fits = Math.min(data.length - old, Math.max(promised - next, 0) - begin);
        if (fits > 0) {
            keepPiece(sequence + old, Arrays.copyOfRange(data, old, old + fits));
        }
    }

    /// What closes the first gap is kept however many pieces there are: it lets them go.
    private void keepPiece(int from, byte[] piece) {
        Optional<Integer> ending = pieceThatEndsAt(from);
        if (ending.isPresent()) {
            ahead.computeIfPresent(ending.get(), (_, known) -> joined(known, piece));
        } else if (from == next || ahead.size() < MOST_PIECES) {
            ahead.merge(from, piece, (a, b) -> a.length >= b.length ? a : b);
        }
    }

    private Optional<Integer> pieceThatEndsAt(int end) {
        return ahead.entrySet().stream()
                .filter(known -> known.getKey() + known.getValue().length == end)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private byte[] inOrder() {
        byte[] bytes = {};
        Optional<Integer> piece = reaching();
        while (piece.isPresent()) {
            int begin = piece.get();
            byte[] data = ahead.getOrDefault(begin, new byte[0]);
            ahead.remove(begin);
            int old = next - begin;
            if (old < data.length) {
                bytes = joined(bytes, Arrays.copyOfRange(data, old, data.length));
                next = begin + data.length;
            }
            piece = reaching();
        }
        return bytes;
    }

    /// A piece that begins at or before what comes next.
    private Optional<Integer> reaching() {
        return ahead.keySet().stream().filter(begin -> begin - next <= 0).findFirst();
    }
}
