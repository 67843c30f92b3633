package org.kadec21.modem.ppp.ip.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

class ReceiveBufferTest {

    private final ReceiveBuffer buffer = new ReceiveBuffer();

    private static byte[] stream(int from, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) ((from + at) * 13 + ((from + at) >>> 8));
        }
        return bytes;
    }

    private byte[] take(int length) {
        byte[] bytes = new byte[length];
        return Arrays.copyOf(bytes, Math.max(0, buffer.take(bytes, 0, length)));
    }

    /// Beside a model that only knows which bytes have come.
    @Test
    void handsTheStreamOutWhateverTheOrderOfItsPieces() {
        for (long seed = 1; seed <= 30; seed++) {
            ReceiveBufferTest fresh = new ReceiveBufferTest();
            Random random = new Random(seed);
            BitSet come = new BitSet();
            int read = 0;
            int next = 0;
            for (int step = 0; step < 500; step++) {
                int from = next + Math.max(0, random.nextInt(-2000, 4000));
                byte[] piece = stream(from, random.nextInt(1, 1500));
                int before = next;
                int ready = fresh.buffer.put(from - next, piece);
                boolean kept = ready > 0 || from > next;
                if (kept && from <= read + Limits.RECEIVE_BUFFER) {
                    come.set(from, Math.min(from + piece.length, read + Limits.RECEIVE_BUFFER));
                }
                next += ready;
                assertThat(next).isGreaterThanOrEqualTo(before);
                assertThat(next)
                        .as("seed %d step %d", seed, step)
                        .isLessThanOrEqualTo(come.nextClearBit(0));
                byte[] taken = fresh.take(random.nextInt(3000));
                assertThat(taken).isEqualTo(stream(read, taken.length));
                read += taken.length;
            }
            assertThat(next).isGreaterThan(100_000);
        }
    }

    @Test
    void keepsPiecesAheadOfThirtyTwoGapsAtMost() {
        for (int gap = 1; gap <= Limits.PIECES_AHEAD + 5; gap++) {
            buffer.put(10 * gap, stream(10 * gap, 5));
        }

        int ready = buffer.put(0, stream(0, 10));
        int last = 15;
        for (int gap = 2; ready > 0 && gap <= Limits.PIECES_AHEAD + 5; gap++) {
            ready = buffer.put(0, stream(last, 5));
            last += ready;
        }

        assertThat(buffer.hasGap()).isFalse();
        assertThat(take(15)).isEqualTo(stream(0, 15));
    }

    @Test
    void takesNoMoreThanItHasRoomFor() {
        assertThat(buffer.put(0, new byte[70_000])).isEqualTo(Limits.RECEIVE_BUFFER);
        assertThat(buffer.room()).isZero();
        assertThat(buffer.put(0, new byte[1])).isZero();
    }
}
