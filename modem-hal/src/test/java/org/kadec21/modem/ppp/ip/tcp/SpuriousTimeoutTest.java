package org.kadec21.modem.ppp.ip.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.tcp.SpuriousTimeout.Verdict;

class SpuriousTimeoutTest {

    private static final int HIGHEST = 10_000;

    private final SpuriousTimeout doubt = new SpuriousTimeout();

    @Test
    void findsThatNothingWasLostWhenNewBytesAreAcknowledgedAfterTheTimeout() {
        doubt.timedOut(HIGHEST, true);

        assertThat(doubt.acknowledged(2000, true, true)).isEqualTo(Verdict.TEST);
        assertThat(doubt.acknowledged(3000, true, true)).isEqualTo(Verdict.SPURIOUS);
        assertThat(doubt.acknowledged(4000, true, true)).isEqualTo(Verdict.NONE);
    }

    @Test
    void findsThatTheRestWasLostTooWhenTheNewBytesOnlyBringADuplicate() {
        doubt.timedOut(HIGHEST, true);
        doubt.acknowledged(2000, true, true);

        assertThat(doubt.acknowledged(2000, false, true)).isEqualTo(Verdict.LOST);
    }

    @Test
    void sendsAllAgainAfterADuplicate() {
        doubt.timedOut(HIGHEST, true);

        assertThat(doubt.acknowledged(1000, false, true)).isEqualTo(Verdict.NONE);
        assertThat(doubt.acknowledged(2000, true, true)).isEqualTo(Verdict.NONE);
    }

    @Test
    void hasNothingToTestWhenAllIsAcknowledgedOrNothingNewMayGo() {
        doubt.timedOut(HIGHEST, true);
        assertThat(doubt.acknowledged(HIGHEST, true, true)).isEqualTo(Verdict.NONE);

        doubt.timedOut(HIGHEST, true);
        assertThat(doubt.acknowledged(2000, true, false)).isEqualTo(Verdict.NONE);
    }

    @Test
    void doubtsNoSecondTimeoutOfTheSameBytes() {
        doubt.timedOut(HIGHEST, true);
        doubt.timedOut(HIGHEST, false);

        assertThat(doubt.acknowledged(2000, true, true)).isEqualTo(Verdict.NONE);
    }
}
