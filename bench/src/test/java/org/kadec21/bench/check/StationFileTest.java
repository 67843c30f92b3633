package org.kadec21.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class StationFileTest {

    private static final String HEADER = "time_utc,wind,remark";
    private static final String NINE = "2013-01-01T09:00:00Z";
    private static final String TEN = "2013-01-01T10:00:00Z";

    @Test
    void readsValuesAndLeavesOutWhatWasNotObserved() {
        StationFile file = read(HEADER, NINE + ",5.70,fine", TEN + ",,");

        assertThat(file.rows())
                .containsExactly(
                        new StationFile.Row(
                                Instant.parse(NINE), Map.of("wind", new BigDecimal("5.70"))),
                        new StationFile.Row(Instant.parse(TEN), Map.of()));
    }

    @Test
    void passesOverAByteOrderMarkCommentsAndBlankLines() {
        assertThat(read("\uFEFF# a station", "", HEADER, "# night", NINE + ",1,").rows())
                .hasSize(1);
    }

    @Test
    void understandsQuotedCells() {
        assertThat(read("\"time_utc\",wind,remark", NINE + ",\"5.0\",\"JFK, \"\"NY\"\"\"").rows())
                .singleElement()
                .extracting(row -> row.values().get("wind"))
                .isEqualTo(new BigDecimal("5.0"));
    }

    @Test
    void doesNotCountWhatTheFormatForbids() {
        StationFile file =
                read(
                        HEADER,
                        NINE + ",1.01e3,exponent",
                        NINE + ",fast,no number",
                        NINE + ",1,too,many",
                        "yesterday,1,",
                        NINE + ",1," + "x".repeat(8192));

        assertThat(file.rows()).isEmpty();
    }

    @Test
    void doesNotCountRepeatedOrEarlierTimes() {
        assertThat(read(HEADER, TEN + ",1,", TEN + ",2,", NINE + ",3,").rows()).hasSize(1);
    }

    @Test
    void hasNoRowsWithoutTheWantedColumns() {
        assertThat(read("time_utc,gust", NINE + ",1").rows()).isEmpty();
    }

    @Test
    void cutsTheRangeAtItsEnds() {
        List<String> lines = List.of(HEADER, NINE + ",1,", TEN + ",2,");

        assertThat(StationFile.read(lines, List.of("wind"), Instant.parse(TEN), Instant.MAX).rows())
                .hasSize(1);
        assertThat(StationFile.read(lines, List.of("wind"), Instant.MIN, Instant.parse(TEN)).rows())
                .hasSize(1);
    }

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
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (String time : times) {
            lines.add(time + ",1,");
        }
        return read(lines.toArray(String[]::new)).rows().stream()
                .map(row -> row.time().toString())
                .toList();
    }

    private static StationFile read(String... lines) {
        return StationFile.read(List.of(lines), List.of("wind"), Instant.MIN, Instant.MAX);
    }
}
