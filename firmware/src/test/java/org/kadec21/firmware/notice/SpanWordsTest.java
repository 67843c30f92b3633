package org.kadec21.firmware.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class SpanWordsTest {

    @ParameterizedTest
    @CsvSource({
        "PT71069H31M26.940905507S, 2961 d 5 h",
        "PT-71069H-31M-26.940929255S, 2961 d 5 h",
        "PT24H5M, 1 d",
        "PT2H, 2 h",
        "PT3M20.9S, 3 min 20 s",
        "PT59.9S, 59 s",
        "PT0.04S, 40 ms",
        "PT0S, 0 ms"
    })
    void aSpanIsToldInItsLargestUnits(Duration span, String words) {
        assertThat(SpanWords.of(span)).isEqualTo(words);
    }
}
