package org.kadec21.modem.ppp.ip.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final long MILLI = 1_000_000;

    private final RoundTrip roundTrip = new RoundTrip();

    private long timeoutMillis() {
        return roundTrip.timeout() / MILLI;
    }

    @Test
    void waitsThreeSecondsBeforeAnythingIsKnown() {
        assertThat(timeoutMillis()).isEqualTo(3000);
    }

    @Test
    void takesTheFirstSampleAndTwiceItForVariation() {
        roundTrip.measured(2000 * MILLI);

        assertThat(timeoutMillis()).isEqualTo(6000); // R + 4 * R / 2
    }

    @Test
    void smoothsFurtherSamples() {
        roundTrip.measured(2000 * MILLI);
        roundTrip.measured(1200 * MILLI);

        // variation 3/4 * 1000 + 1/4 * 800 = 950, smoothed 7/8 * 2000 + 1/8 * 1200 = 1900
        assertThat(timeoutMillis()).isEqualTo(1900 + 4 * 950);
    }

    @Test
    void waitsASecondAtLeastAndAMinuteAtMost() {
        roundTrip.measured(MILLI);
        assertThat(timeoutMillis()).isEqualTo(1000);

        for (int time = 0; time < 10; time++) {
            roundTrip.backOff(false);
        }

        assertThat(timeoutMillis()).isEqualTo(60_000);
    }

    @Test
    void keepsTheLongerTimeoutUntilANewSample() {
        roundTrip.measured(500 * MILLI);
        roundTrip.backOff(false);
        roundTrip.backOff(false);
        assertThat(timeoutMillis()).isEqualTo(6000);

        roundTrip.measured(500 * MILLI);

        assertThat(timeoutMillis()).isEqualTo(500 + 2 * 375);
    }

    @Test
    void allowsForOnePacketOnTheLineWhenNothingVaries() {
        for (int sample = 0; sample < 200; sample++) {
            roundTrip.measured(2000 * MILLI);
        }

        assertThat(timeoutMillis()).isEqualTo(2130);
    }
}
