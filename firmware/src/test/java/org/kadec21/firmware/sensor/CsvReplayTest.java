package org.kadec21.firmware.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.sensor.Reading.Observed;
import org.kadec21.firmware.sensor.Reading.Unreadable;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CsvReplayTest {

    private static final List<String> CHANNELS = List.of("wind", "rain");
    private static final String HEADER = "time_utc,wind,rain\n";
    private static final String FIRST = "2013-01-01T06:00:00Z,5.70,\n";
    private static final String SECOND = "2013-01-01T07:00:00Z,-0.0,1.0\n";

    @Test
    void keepsValuesAsTheyAreWritten() {
        List<Reading> readings = read(HEADER + FIRST + SECOND);

        assertThat(readings)
                .containsExactly(
                        new Observed(2, Instant.parse("2013-01-01T06:00:00Z"), List.of("5.70", "")),
                        new Observed(
                                3, Instant.parse("2013-01-01T07:00:00Z"), List.of("-0.0", "1.0")));
    }

    @Test
    void findsChannelsInAnyOrderAmongOtherColumns() {
        List<Reading> readings =
                read(
                        """
                        station,rain,time_utc,wind
                        "JFK, NY",1,2013-01-01T06:00:00Z,2
                        """);

        assertThat(readings)
                .containsExactly(
                        new Observed(2, Instant.parse("2013-01-01T06:00:00Z"), List.of("2", "1")));
    }

    @Test
    void takesByteOrderMarkCarriageReturnsBlankLinesAndComments() {
        List<Reading> readings =
                read("\uFEFF# X\r\n" + HEADER + "\r\n2013-01-01T06:00:00Z,1,2\r\n\r\n");

        assertThat(readings)
                .containsExactly(
                        new Observed(4, Instant.parse("2013-01-01T06:00:00Z"), List.of("1", "2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2013-01-01T06:30:00Z,1 | expected 3 columns as in the header, but came 2",
                "2013-01-01T06:30:00Z,1,2,3 | expected 3 columns as in the header, but came 4",
                "yesterday,1,2 | expected a time such as 2013-01-01T06:00:00Z in time_utc, but came"
                        + " 'yesterday'",
                "2013-13-01T06:30:00Z,1,2 | expected a time such as 2013-01-01T06:00:00Z in"
                        + " time_utc, but came '2013-13-01T06:30:00Z'",
                "2013-01-01T06:30:00Z,fast,2 | expected a number or nothing in wind, but came"
                        + " 'fast'",
                "2013-01-01T06:00:00Z,1,2 | expected a time after 2013-01-01T06:00:00Z,"
                        + " but came 2013-01-01T06:00:00Z again; rows must be in rising time",
                "2013-01-01T05:00:00Z,1,2 | expected a time after 2013-01-01T06:00:00Z,"
                        + " but came 2013-01-01T05:00:00Z; rows must be in rising time",
            })
    void reportsABadRowWithItsLineAndGoesOn(String row, String reason) {
        List<Reading> readings = read(HEADER + FIRST + row + "\n" + SECOND);

        assertThat(readings).hasSize(3);
        assertThat(readings.get(1)).isEqualTo(new Unreadable(3, reason));
        assertThat(readings.get(2)).isInstanceOf(Observed.class);
    }

    @Test
    void skipsARowWhoseDateTheNextRowContradicts() {
        List<Reading> readings = read(HEADER + FIRST + "2031-01-01T06:30:00Z,1,2\n" + SECOND);

        assertThat(readings.get(1))
                .isEqualTo(
                        new Unreadable(
                                3,
                                "expected a time before the next row's 2013-01-01T07:00:00Z, but"
                                        + " came 2031-01-01T06:30:00Z; correct the date"));
        assertThat(readings).extracting(Reading::line).containsExactly(2L, 3L, 4L);
        assertThat(readings.getLast()).isInstanceOf(Observed.class);
    }

    @Test
    void skipsAWrongDateInTheFirstRowToo() {
        List<Reading> readings = read(HEADER + "2031-01-01T06:00:00Z,1,2\n" + FIRST + SECOND);

        assertThat(readings.getFirst()).isInstanceOf(Unreadable.class);
        assertThat(readings.subList(1, 3)).hasOnlyElementsOfType(Observed.class);
    }

    @Test
    void believesAJumpThatTheNextRowConfirms() {
        List<Reading> readings =
                read(HEADER + FIRST + "2013-05-01T06:00:00Z,1,2\n2013-05-01T07:00:00Z,1,2\n");

        assertThat(readings).hasSize(3).hasOnlyElementsOfType(Observed.class);
    }

    @Test
    void believesALateRowBeforeOneThatRepeatsAnOldTime() {
        List<Reading> readings = read(HEADER + FIRST + "2013-05-01T06:00:00Z,1,2\n" + FIRST);

        assertThat(readings.get(1)).isInstanceOf(Observed.class);
        assertThat(readings.get(2)).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesAYearNoClockCanShow() {
        List<Reading> readings = read(HEADER + FIRST + "9999-01-01T06:00:00Z,1,2\n");

        assertThat(readings.getLast())
                .isEqualTo(
                        new Unreadable(
                                3,
                                "expected a time from 1970-01-01T00:00:00Z to before"
                                        + " 2262-01-01T00:00:00Z, but came 9999-01-01T06:00:00Z"));
    }

    @Test
    void reportsAnEndlessLineWithoutKeepingIt() {
        List<Reading> readings = read(HEADER + "1".repeat(100_000) + "\n" + FIRST);

        assertThat(readings.getFirst())
                .isEqualTo(
                        new Unreadable(
                                2, "expected at most 8192 characters, but the line is longer"));
        assertThat(readings).hasSize(2);
    }

    @Test
    void passesOverWhatWasRecordedBefore() {
        Optional<Instant> recorded = Optional.of(Instant.parse("2013-01-01T06:00:00Z"));
        CsvReplay replay =
                new CsvReplay(
                        "x.csv",
                        new StringReader(HEADER + FIRST + "bad\n" + SECOND),
                        CHANNELS,
                        recorded);

        assertThat(all(replay)).extracting(Reading::line).containsExactly(4L);
    }

    @Test
    void reportsABadRowBeforeTheFirstGoodOne() {
        assertThat(read(HEADER + "bad\n" + FIRST))
                .extracting(Reading::line)
                .containsExactly(2L, 3L);
    }

    @Test
    void saysWhichColumnIsMissing() {
        assertThatThrownBy(() -> read("time_utc,wind\n"))
                .isInstanceOf(CsvException.class)
                .hasMessage(
                        "x.csv:1: expected a column 'rain', but the header has time_utc, wind;"
                                + " rename the column, or change `channels` in the unit's"
                                + " configuration");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("the file is empty");
    }

    private static List<Reading> read(String text) {
        return all(new CsvReplay("x.csv", new StringReader(text), CHANNELS, Optional.empty()));
    }

    private static List<Reading> all(SensorSource source) {
        List<Reading> readings = new ArrayList<>();
        for (Optional<Reading> next = source.next(); next.isPresent(); next = source.next()) {
            readings.add(next.get());
        }
        return readings;
    }
}
