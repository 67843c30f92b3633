package org.kadec21.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HangsTest {

    private static final Duration SHORT_LIFE = Hangs.LONG_LIFE.minusNanos(1);

    @Test
    void thePauseDoublesWithEachHang() {
        Hangs first = Hangs.NONE.after(SHORT_LIFE);
        Hangs second = first.after(SHORT_LIFE);
        Hangs third = second.after(SHORT_LIFE);

        assertThat(first.pause()).contains(Duration.ofSeconds(10));
        assertThat(second.pause()).contains(Duration.ofSeconds(20));
        assertThat(third.pause()).contains(Duration.ofSeconds(40));
    }

    @Test
    void afterTooManyInARowItIsNotStartedAgain() {
        Hangs hangs = Hangs.NONE;
        for (int hang = 1; hang < Hangs.MOST_IN_A_ROW; hang++) {
            hangs = hangs.after(SHORT_LIFE);
            assertThat(hangs.pause()).isPresent();
        }

        assertThat(hangs.after(SHORT_LIFE).pause()).isEmpty();
    }

    @Test
    void aLongLifeEndsTheRow() {
        Hangs hangs = Hangs.NONE.after(SHORT_LIFE).after(SHORT_LIFE);

        assertThat(hangs.after(Hangs.LONG_LIFE)).isEqualTo(Hangs.NONE.after(SHORT_LIFE));
    }
}
