package org.kadec21.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

class RowShiftTest {

    private static final LocalDate DAY = LocalDate.of(2012, 7, 1);

    @Test
    void everyRowMovesByTheSameWholeDays() {
        List<String> lines =
                List.of(
                        "time_utc,wind_speed_mps",
                        "2013-01-01T06:00:00Z,5.7",
                        "2013-01-02T05:00:00Z,5.1");

        assertThat(RowShift.to(DAY, lines))
                .containsExactly(
                        "time_utc,wind_speed_mps",
                        "2012-07-01T06:00Z,5.7",
                        "2012-07-02T05:00Z,5.1");
    }

    @Test
    void theDayIsThatOfUtc() {
        List<String> lines = List.of("2013-01-01T06:00:00+09:00,5.7");

        assertThat(RowShift.to(DAY, lines)).containsExactly("2012-07-02T06:00+09:00,5.7");
    }

    @Test
    void quotedTimesMoveAndWhatOnlyContainsATimeStays() {
        List<String> lines =
                List.of(
                        "5.7,\"2013-01-01T06:00:00Z\"",
                        "# observed 2013-01-01T06:00:00Z",
                        "2013-02-30T06:00:00Z,5.7");

        assertThat(RowShift.to(DAY, lines))
                .containsExactly(
                        "5.7,\"2012-07-01T06:00Z\"",
                        "# observed 2013-01-01T06:00:00Z",
                        "2013-02-30T06:00:00Z,5.7");
    }

    @Test
    void aFileWithoutATimeStaysAsItIs() {
        List<String> lines = List.of("time_utc,wind", "yesterday,1");

        assertThat(RowShift.to(DAY, lines)).isEqualTo(lines);
    }
}
