package org.kadec21.worlds;

import org.kadec21.bench.check.StationFile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.sensor.CsvReplay;
import org.kadec21.firmware.sensor.Sensors;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A station's file for a unit with the default channels.
record Station(Instant begin, List<String> lines) {

    static final String HEADER =
            "time_utc,wind_speed_mps,wind_gust_mps,wind_direction_deg,temperature_c,humidity_pct,"
                    + "pressure_hpa,precipitation_mm";

    /// Eight rows with one onset and one clearing of the default rule.
    private static final List<String> GUSTY =
            List.of("5.1", "9.3", "16.0", "18.2", "13.7", "11.9", "7.0", "6.4");

    /// A station where a gale comes and goes every eight rows.
    static Station gusty(Instant begin, Duration step, int rows) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int row = 0; row < rows; row++) {
            lines.add(
                    begin.plus(step.multipliedBy(row))
                            + ","
                            + GUSTY.get(row % GUSTY.size())
                            + ",,230,"
                            + (row % 30)
                            + ".5,61.0,1009.2,0.0");
        }
        return new Station(begin, List.copyOf(lines));
    }

    /// A station where the wind stays low.
    static Station calm(Instant begin, Duration step, int rows) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int row = 0; row < rows; row++) {
            lines.add(begin.plus(step.multipliedBy(row)) + ",4.2,,90,11.5,61.0,1009.2,0.0");
        }
        return new Station(begin, List.copyOf(lines));
    }

    /// A minute before the first row.
    Instant start() {
        return begin.minus(Duration.ofMinutes(1));
    }

    Sensors sensors(UnitConfig unit) {
        return recorded ->
                new CsvReplay(
                        "station.csv",
                        new StringReader(String.join("\n", lines)),
                        unit.channelNames(),
                        recorded);
    }

    /// The rows before `end`.
    StationFile rows(UnitConfig unit, Instant end) {
        return StationFile.read(lines, unit.channelNames(), Instant.MIN, end);
    }
}
