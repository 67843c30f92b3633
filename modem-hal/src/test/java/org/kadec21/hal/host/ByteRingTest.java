package org.kadec21.hal.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRingTest {

    @Test
    void keepsTheOrderAcrossItsEnd() {
        ByteRing ring = new ByteRing(5);
        byte[] taken = new byte[8];
        ring.put(new byte[] {1, 2, 3, 4}, 0, 4);
        ring.take(taken, 0, 3);

        int put = ring.put(new byte[] {0, 5, 6, 7, 8, 9}, 1, 5);

        assertThat(put).isEqualTo(4);
        assertThat(ring.isFull()).isTrue();
        assertThat(ring.take(taken, 1, 7)).isEqualTo(5);
        assertThat(taken).containsExactly(1, 4, 5, 6, 7, 8, 0, 0);
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void takesNothingFromNothing() {
        ByteRing ring = new ByteRing(1);

        assertThat(ring.take(new byte[1], 0, 1)).isZero();
        assertThat(ring.put(new byte[0], 0, 0)).isZero();
    }
}
