package org.kadec21.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class StationFileTest {

    @Test
    void aDateThatTheNextRowContradictsDoesNotCount() {
        assertThat(times("2013-01-01T06:00:00Z", "2031-01-01T06:30:00Z", "2013-01-01T07:00:00Z"))
                .containsExactly("2013-01-01T06:00:00Z", "2013-01-01T07:00:00Z");
    }

    @Test
    void aWrongDateInTheFirstRowDoesNotCount() {
        assertThat(times("2031-01-01T06:30:00Z", "2013-01-01T07:00:00Z"))
                .containsExactly("2013-01-01T07:00:00Z");
    }

    @Test
    void aJumpThatTheNextRowConfirmsCounts() {
        assertThat(times("2013-01-01T06:00:00Z", "2013-05-01T06:00:00Z", "2013-05-01T07:00:00Z"))
                .hasSize(3);
    }

    @Test
    void aYearNoClockCanShowDoesNotCount() {
        assertThat(times("2013-01-01T06:00:00Z", "9999-01-01T06:00:00Z"))
                .containsExactly("2013-01-01T06:00:00Z");
    }

    private static List<String> times(String... times) {
        List<String> lines = new ArrayList<>(List.of("time_utc,wind"));
        for (String time : times) {
            lines.add(time + ",1");
        }
        return StationFile.read(lines, List.of("wind"), Instant.EPOCH, Instant.MAX).rows().stream()
                .map(row -> row.time().toString())
                .toList();
    }
}
