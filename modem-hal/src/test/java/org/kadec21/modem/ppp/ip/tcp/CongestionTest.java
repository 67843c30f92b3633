package org.kadec21.modem.ppp.ip.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CongestionTest {

    private static final int MSS = 1000;

    private final Congestion congestion = new Congestion(MSS, 0);

    private boolean duplicate(int unacknowledged, int highest) {
        return congestion.duplicate(unacknowledged, highest, highest - unacknowledged, true, false);
    }

    @Test
    void beginsWithTenSegmentsOrFourteenThousandBytes() {
        assertThat(congestion.allowance()).isEqualTo(10_000);
        assertThat(new Congestion(1460, 0).allowance()).isEqualTo(14_600);
        assertThat(new Congestion(9000, 0).allowance()).isEqualTo(18_000);
    }

    @Test
    void growsByASegmentWithEachAcknowledgementAtFirst() {
        congestion.acknowledged(2000, 2001, 8000);

        assertThat(congestion.allowance()).isEqualTo(11_000);
    }

    @Test
    void growsByASegmentWithEachWindowAfterALoss() {
        congestion.timedOut(10_001, 10_000, false);
        assertThat(congestion.allowance()).isEqualTo(1000);
        for (int at = 1000; at <= 4000; at += 1000) {
            congestion.acknowledged(1000, at + 1, 0);
        }
        assertThat(congestion.allowance()).isEqualTo(5000); // half of what was under way

        for (int at = 5000; at < 10_000; at += 1000) {
            congestion.acknowledged(1000, at + 1, 5000);
        }

        assertThat(congestion.allowance()).isEqualTo(6000);
    }

    @Test
    void halvesWithTheThirdDuplicateAndLetsOneSegmentGoForEach() {
        assertThat(duplicate(1, 10_001)).isFalse();
        assertThat(congestion.allowance()).isEqualTo(11_000);
        assertThat(duplicate(1, 10_001)).isFalse();
        assertThat(congestion.allowance()).isEqualTo(12_000);

        assertThat(duplicate(1, 10_001)).isTrue();

        assertThat(congestion.allowance()).isEqualTo(5000 + 3000);
        duplicate(1, 10_001);
        assertThat(congestion.allowance()).isEqualTo(9000);
    }

    @Test
    void endsARecoveryWithAllThatWasUnderWayAndNotBefore() {
        for (int time = 0; time < 3; time++) {
            duplicate(1, 10_001);
        }

        assertThat(congestion.acknowledged(4000, 4001, 6000)).as("more is lost").isTrue();
        assertThat(congestion.isRecovering()).isTrue();
        assertThat(congestion.acknowledged(6000, 10_001, 0)).isFalse();

        assertThat(congestion.isRecovering()).isFalse();
        assertThat(congestion.allowance()).isEqualTo(2000);
    }

    @Test
    void takesDuplicatesOfWhatWasSentTwiceForNoNewLoss() {
        congestion.timedOut(10_001, 10_000, false);

        for (int time = 0; time < 5; time++) {
            assertThat(duplicate(1, 10_001)).isFalse();
        }
    }

    @Test
    void keepsTheThresholdWhenTheSameSegmentIsLostAgain() {
        congestion.timedOut(10_001, 10_000, false);
        congestion.timedOut(10_001, 1000, true);

        for (int at = 1000; at <= 4000; at += 1000) {
            congestion.acknowledged(1000, at + 1, 0);
        }

        assertThat(congestion.allowance()).isEqualTo(5000);
    }

    @Test
    void beginsAgainWithTheInitialWindowAfterAPause() {
        for (int at = 1000; at <= 30_000; at += 1000) {
            congestion.acknowledged(1000, at + 1, 10_000);
        }

        congestion.idle();

        assertThat(congestion.allowance()).isEqualTo(10_000);
    }
}
