package org.kadec21.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Observations that a unit replays, with wind in the first column.
///
/// @param header of the CSV file
/// @param rows of it, as text
public record Station(String header, List<String> rows) {

    private static final double ONSET = 15.0;
    private static final double CLEARED = 12.0;

    /// An alarm that the rule *high wind* demands.
    ///
    /// @param time of the row that made it so
    public record Alarm(String event, String time) {}

    /// A part of a real station's file.
    public static Station partOf(Path file, int firstRow, int count) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return new Station(
                lines.getFirst(), List.copyOf(lines.subList(firstRow, firstRow + count)));
    }

    /// A stormy place: the wind rises and falls with a period of about `rowsPerStorm`.
    public static Station stormy(long seed, int count, int rowsPerStorm) {
        Random random = new Random(seed);
        Instant first = Instant.parse("2013-01-01T00:00:00Z");
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            double wind =
                    10 + 7 * Math.sin(2 * Math.PI * row / rowsPerStorm) + random.nextDouble() - 0.5;
            rows.add(
                    "%s,%.1f,,%d,4.2,%.1f,1013.2,0.0"
                            .formatted(
                                    first.plus(Duration.ofHours(row)),
                                    wind,
                                    10 * random.nextInt(36),
                                    100 * random.nextDouble()));
        }
        return new Station(
                "time_utc,wind_speed_mps,wind_gust_mps,wind_direction_deg,temperature_c,"
                        + "humidity_pct,pressure_hpa,precipitation_mm",
                List.copyOf(rows));
    }

    /// Writes the CSV file.
    public Path writeTo(Path file) throws IOException {
        List<String> lines = new ArrayList<>(rows);
        lines.addFirst(header);
        return Files.write(file, lines);
    }

    /// What the rule demands: onset at 15.0, cleared at 12.0, nothing observed changes nothing.
    public List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        boolean raised = false;
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            if (!cells[1].isEmpty()) {
                double wind = Double.parseDouble(cells[1]);
                if (!raised && wind >= ONSET) {
                    raised = true;
                    alarms.add(new Alarm("onset", cells[0]));
                } else if (raised && wind <= CLEARED) {
                    raised = false;
                    alarms.add(new Alarm("cleared", cells[0]));
                }
            }
        }
        return alarms;
    }
}
