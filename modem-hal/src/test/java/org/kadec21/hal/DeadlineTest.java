package org.kadec21.hal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class DeadlineTest {

    private static final Duration AGES = Duration.ofDays(365L * 8000);

    private static final Time TIME =
            new Time() {
                @Override
                public Instant now() {
                    return Instant.EPOCH;
                }

                @Override
                public long nanos() {
                    return 1000;
                }
            };

    @Test
    void aSpanBeyondTheClockIsNever() {
        assertThat(TIME.after(AGES).isNever()).isTrue();
    }

    @Test
    void aSpanBeforeTheClockIsOver() {
        assertThat(TIME.isOver(TIME.after(AGES.negated()))).isTrue();
    }

    @Test
    void aMomentBeforeTheOriginIsOver() {
        assertThat(TIME.isOver(Deadline.at(Long.MIN_VALUE))).isTrue();
    }

    @Test
    void spansAddUp() {
        assertThat(TIME.after(Duration.ofNanos(5))).isEqualTo(Deadline.at(1005));
        assertThat(TIME.nanosUntil(Deadline.at(1005))).isEqualTo(5);
    }
}
