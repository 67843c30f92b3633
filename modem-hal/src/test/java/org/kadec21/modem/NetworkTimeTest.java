package org.kadec21.modem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class NetworkTimeTest {

    @Test
    void countsTheZoneInQuartersOfAnHour() {
        assertThat(NetworkTime.parse("+CCLK: \"13/01/05,09:00:27+36\""))
                .contains(Instant.parse("2013-01-05T00:00:27Z"));
        assertThat(NetworkTime.parse("+CCLK: \"13/01/04,17:00:27-28\""))
                .contains(Instant.parse("2013-01-05T00:00:27Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+CCLK: \"80/01/06,00:00:12+00\"",
                "+CCLK: \"04/01/01,00:00:12+00\"",
                "+CCLK: \"13/13/05,09:00:27+36\"",
                "+CCLK: \"13/01/05,09:00:27+99\"",
                "OK",
            })
    void believesNoClockThatNobodyHasSet(String line) {
        assertThat(NetworkTime.parse(line)).isEmpty();
    }
}
