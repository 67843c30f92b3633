package org.kadec21.modem.ppp.ip.tcp;

import java.util.ArrayList;
import java.util.List;

/// The bytes that have come and were not read: those in order, and pieces ahead of a gap.
final class ReceiveBuffer {

    private final byte[] ring = new byte[Limits.RECEIVE_BUFFER];
    private int first;
    private int inOrder;

    /// Where bytes lie ahead of a gap: offsets from the first one missing, in order, apart.
    private final List<Piece> ahead = new ArrayList<>();

    private record Piece(int from, int to) {

        boolean touches(Piece other) {
            return from <= other.to && other.from <= to;
        }

        Piece and(Piece other) {
            return new Piece(Math.min(from, other.from), Math.max(to, other.to));
        }

        Piece minus(int bytes) {
            return new Piece(from - bytes, to - bytes);
        }
    }

    /// Bytes ready to be read.
    int available() {
        return inOrder;
    }

    /// Room for bytes from the first missing one on.
    int room() {
        return ring.length - inOrder;
    }

    boolean hasGap() {
        return !ahead.isEmpty();
    }

    /// Takes bytes that begin `offset` behind the first missing one; those that do not fit are
    /// left. A byte that came before is not changed by one that says something else.
    ///
    /// @return how many bytes became ready
    int put(int offset, byte[] bytes) {
        int to = Math.min(offset + bytes.length, room());
        Piece piece = new Piece(offset, to);
        boolean tooMany =
                ahead.size() >= Limits.PIECES_AHEAD && ahead.stream().noneMatch(piece::touches);
        if (to <= offset || (offset > 0 && tooMany)) {
            return 0;
        }
        copyMissing(piece, bytes);
        merge(piece);
        Piece foremost = ahead.getFirst();
        if (foremost.from > 0) {
            return 0;
        }
        int ready = foremost.to;
        ahead.removeFirst();
        ahead.replaceAll(other -> other.minus(ready));
        inOrder += ready;
        return ready;
    }

    private void copyMissing(Piece piece, byte[] bytes) {
        int at = piece.from;
        for (Piece known : ahead) {
            copy(at, Math.min(piece.to, known.from), piece.from, bytes);
            at = Math.max(at, known.to);
        }
        copy(at, piece.to, piece.from, bytes);
    }

    private void copy(int from, int to, int begin, byte[] bytes) {
        for (int at = from; at < to; at++) {
            ring[(first + inOrder + at) % ring.length] = bytes[at - begin];
        }
    }

    private void merge(Piece piece) {
        Piece merged = piece;
        List<Piece> apart = new ArrayList<>();
        for (Piece known : ahead) {
            if (known.touches(merged)) {
                merged = merged.and(known);
            } else {
                apart.add(known);
            }
        }
        int at = 0;
        while (at < apart.size() && apart.get(at).from < merged.from) {
            at++;
        }
        apart.add(at, merged);
        ahead.clear();
        ahead.addAll(apart);
    }

    /// Hands out bytes in order, and says how many.
    int take(byte[] buffer, int offset, int length) {
        int taken = Math.min(length, inOrder);
        int unbroken = Math.min(taken, ring.length - first);
        System.arraycopy(ring, first, buffer, offset, unbroken);
        System.arraycopy(ring, 0, buffer, offset + unbroken, taken - unbroken);
        drop(taken);
        return taken;
    }

    /// Forgets bytes in order.
    void drop(int length) {
        first = (first + length) % ring.length;
        inOrder -= length;
    }
}
