package org.kadec21.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ExpectedAlarmTest {

    private static final Instant START = Instant.parse("2013-01-01T00:00:00Z");

    @Test
    void theYearAtNewYorkHasSevenGales() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../data/wind-jfk-2013.csv"));
        StationFile file =
                StationFile.read(lines, List.of("wind_speed_mps"), Instant.MIN, Instant.MAX);

        List<ExpectedAlarm> expected =
                ExpectedAlarm.of(rule(true, "15.0", "12.0", Duration.ZERO), file.rows());

        assertThat(file.rows()).hasSize(8706);
        assertThat(expected.stream().filter(ExpectedAlarm::onset)).hasSize(7);
        assertThat(expected.stream().filter(alarm -> !alarm.onset())).hasSize(7);
    }

    @Test
    void bothBoundsBelongToTheirSide() {
        assertThat(times(rule(true, "15.0", "12.0", Duration.ZERO), "14.9", "15.0", "12.1", "12.0"))
                .containsExactly(1, 3);
    }

    @Test
    void anUnobservedValueChangesNothing() {
        assertThat(times(rule(true, "15.0", "12.0", Duration.ZERO), "16", "", "16", "", "11"))
                .containsExactly(0, 4);
    }

    @Test
    void fallingRulesLookDownwards() {
        assertThat(times(rule(false, "0.0", "2.0", Duration.ZERO), "1", "0", "1.9", "2"))
                .containsExactly(1, 3);
    }

    @Test
    void holdOffKeepsQuietAfterAClearing() {
        assertThat(times(rule(true, "15.0", "12.0", Duration.ofHours(2)), "16", "11", "16", "16"))
                .containsExactly(0, 1, 3);
    }

    private static ExpectedAlarm.Rule rule(
            boolean rising, String onset, String clear, Duration holdOff) {
        return new ExpectedAlarm.Rule(
                "r",
                "wind_speed_mps",
                rising,
                new BigDecimal(onset),
                new BigDecimal(clear),
                holdOff);
    }

    /// Indexes of the hourly rows at which something is expected.
    private static List<Integer> times(ExpectedAlarm.Rule rule, String... values) {
        List<StationFile.Row> rows = new ArrayList<>();
        for (int hour = 0; hour < values.length; hour++) {
            Map<String, BigDecimal> observed = new LinkedHashMap<>();
            if (!values[hour].isEmpty()) {
                observed.put("wind_speed_mps", new BigDecimal(values[hour]));
            }
            rows.add(new StationFile.Row(START.plus(Duration.ofHours(hour)), observed));
        }
        return ExpectedAlarm.of(rule, rows).stream()
                .map(alarm -> (int) Duration.between(START, alarm.time()).toHours())
                .toList();
    }
}
