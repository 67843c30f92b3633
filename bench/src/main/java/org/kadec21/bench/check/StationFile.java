package org.kadec21.bench.check;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a station observed, as `docs/sensor-csv.md` defines it: the rows that count, in their
/// order. Rows that cannot be read, that are out of order, or that repeat a time do not count.
public record StationFile(List<Row> rows) {

    private static final String TIME = "time_utc";

    /// One observation.
    ///
    /// @param values of the wanted channels that were observed, by name
    public record Row(Instant time, Map<String, BigDecimal> values) {}

    /// Reads the rows from `from` (inclusive) to `to` (exclusive).
    ///
    /// @param lines of the file, header first
    /// @param channels the wanted columns
    public static StationFile read(
            List<String> lines, List<String> channels, Instant from, Instant to) {
        List<String> content =
                lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        if (content.isEmpty()) {
            return new StationFile(List.of());
        }
        List<String> header =
                columns(content.getFirst().replace("\uFEFF", "")).stream()
                        .map(String::strip)
                        .toList();
        List<Row> rows = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (String line : content.subList(1, content.size())) {
            Optional<Row> row = row(header, columns(line), channels);
            if (row.isPresent() && row.get().time().isAfter(newest)) {
                newest = row.get().time();
                if (!newest.isBefore(from) && newest.isBefore(to)) {
                    rows.add(row.get());
                }
            }
        }
        return new StationFile(List.copyOf(rows));
    }

    private static Optional<Row> row(
            List<String> header, List<String> cells, List<String> channels) {
        if (cells.size() != header.size()) {
            return Optional.empty();
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        try {
            Instant time =
                    OffsetDateTime.parse(cells.get(header.indexOf(TIME)).strip()).toInstant();
            for (String channel : channels) {
                String cell = cells.get(header.indexOf(channel));
                if (!cell.isEmpty()) {
                    values.put(channel, new BigDecimal(cell.strip()));
                }
            }
            return Optional.of(new Row(time, values));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static List<String> columns(String line) {
        return List.of(line.strip().split(",", -1)).stream()
                .map(cell -> cell.replaceAll("^\"(.*)\"$", "$1"))
                .toList();
    }
}
