package org.kadec21.simulation.module.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteFifoTest {

    @Test
    void keepsOrderAroundItsEnd() {
        ByteFifo fifo = new ByteFifo(4);
        fifo.add(new byte[] {1, 2, 3});
        fifo.take(2);

        fifo.add(new byte[] {4, 5, 6});

        assertThat(fifo.take(10)).containsExactly(3, 4, 5, 6);
        assertThat(fifo.size()).isZero();
    }

    @Test
    void takesOnlyWhatFits() {
        ByteFifo fifo = new ByteFifo(2);

        assertThat(fifo.add(new byte[] {1, 2, 3})).isEqualTo(2);
        assertThat(fifo.room()).isZero();
        assertThat(fifo.take(2)).containsExactly(1, 2);
    }
}
