package org.kadec21.modem.ppp.ip.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentSizeTest {

    private final SegmentSize size = new SegmentSize();

    private void timeouts(int count) {
        for (int inRow = 1; inRow <= count; inRow++) {
            size.timedOut(inRow);
        }
    }

    @Test
    void staysWithOneTimeout() {
        size.limit(1460);

        timeouts(1);

        assertThat(size.bytes()).isEqualTo(1460);
        assertThat(size.isShortened()).isFalse();
    }

    @Test
    void shrinksStepByStepOnANoisyLineAndStopsAtSixtyFour() {
        size.lineIsNoisy(true);
        size.limit(1460);

        timeouts(2);
        assertThat(size.bytes()).isEqualTo(536);
        timeouts(20);

        assertThat(size.bytes()).isEqualTo(64);
        assertThat(size.isShortened()).isTrue();
    }

    @Test
    void staysAsLongAsEverybodyTakesThroughAMinuteOfSilence() {
        size.limit(1460);

        timeouts(5);

        assertThat(size.bytes()).isEqualTo(536);
        assertThat(size.isShortened()).isFalse();
    }

    @Test
    void triesShortSegmentsInLongerSilenceAndLongOnesAgainBehindIt() {
        size.limit(536);
        timeouts(7);
        assertThat(size.bytes()).isEqualTo(134);

        for (int segment = 0; segment < 16; segment++) {
            size.acknowledged(size.bytes());
        }

        assertThat(size.bytes()).isEqualTo(536);
    }

    @Test
    void isNotShortenedByAPeerThatWantsShortSegments() {
        size.limit(512);

        timeouts(1);

        assertThat(size.isShortened()).isFalse();
    }

    @Test
    void comesBackToASizeThatWasAcknowledgedBefore() {
        size.limit(1460);
        size.acknowledged(1460);
        timeouts(10);

        for (int segment = 0; segment < 200; segment++) {
            size.acknowledged(size.bytes());
        }

        assertThat(size.bytes()).isEqualTo(1460);
    }

    @Test
    void triesNoSizeAgainThatNeverCameThrough() {
        size.limit(1460);
        timeouts(2);

        for (int segment = 0; segment < 200; segment++) {
            size.acknowledged(size.bytes());
        }

        assertThat(size.bytes()).isEqualTo(536);
    }
}
