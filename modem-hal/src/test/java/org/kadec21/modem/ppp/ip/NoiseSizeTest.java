package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseSizeTest {

    private static final int HEADERS = 40;

    /// What the formula says is found by trying all sizes.
    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.0003, 0.001, 0.003})
    void bringsMostBytesForWhatIsSent(double perByte) {
        int best = 1;
        for (int size = 1; size <= 1460; size++) {
            best = arriving(size, perByte) > arriving(best, perByte) ? size : best;
        }

        assertThat(NoiseSize.best(perByte, HEADERS)).isBetween(best - 2, best + 2);
    }

    private static double arriving(int size, double perByte) {
        double whole = size + HEADERS + 8.0;
        return size / whole * Math.pow(1 - perByte, whole);
    }

    @Test
    void limitsNothingOnAGoodLineAndGoesNoLowerThanPeersTake() {
        assertThat(NoiseSize.best(0, HEADERS)).isEqualTo(Integer.MAX_VALUE);
        assertThat(NoiseSize.best(0.5, HEADERS)).isEqualTo(NoiseSize.LEAST);
    }
}
