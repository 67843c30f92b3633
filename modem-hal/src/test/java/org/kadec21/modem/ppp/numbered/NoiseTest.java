package org.kadec21.modem.ppp.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseTest {

    @ParameterizedTest
    @CsvSource({"0.0001, 295", "0.001, 90", "0.01, 25", "0.05, 12", "0.2, 12"})
    void cutsPacketsToWhatBringsMostOfThemThrough(double perByte, int bytes) {
        assertThat(new Noise(perByte).bytesInFrame()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.001, 1", "0.01, 3", "0.05, 7", "0.2, 12"})
    void sendsAFrameSoOftenThatOneComesThrough(double perByte, int copies) {
        Noise noise = new Noise(perByte);

        assertThat(noise.copies(Math.min(25, noise.bytesInFrame()))).isEqualTo(copies);
    }

    @Test
    void knowsNoLimitWithoutNoise() {
        assertThat(Noise.NONE.bytesInFrame()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Noise.NONE.isLoud()).isFalse();
    }
}
