package org.kadec21.bench.check;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a station observed, as `docs/sensor-csv.md` defines it: the rows that count, in their
/// order. Rows that cannot be read, that are out of order, that repeat a time, or whose date the
/// next row contradicts do not count.
public record StationFile(List<Row> rows) {

    private static final String TIME = "time_utc";
    private static final Duration LONGEST_FALL = Duration.ofDays(7);
    private static final int FIRST_YEAR = 1970;
    private static final int YEAR_TOO_LATE = 2262;

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
        List<Optional<Row>> all =
                content.stream().skip(1).map(line -> row(header, columns(line), channels)).toList();
        List<Row> rows = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (int at = 0; at < all.size(); at++) {
            Optional<Row> behind = at + 1 < all.size() ? all.get(at + 1) : Optional.empty();
            if (all.get(at).isPresent() && counts(all.get(at).get(), newest, behind)) {
                Row row = all.get(at).get();
                newest = row.time();
                if (!newest.isBefore(from) && newest.isBefore(to)) {
                    rows.add(row);
                }
            }
        }
        return new StationFile(List.copyOf(rows));
    }

    private static boolean counts(Row row, Instant newest, Optional<Row> behind) {
        boolean contradicted =
                behind.map(Row::time)
                        .filter(time -> time.isAfter(newest))
                        .filter(time ->
                                Duration.between(time, row.time()).compareTo(LONGEST_FALL) > 0)
                        .isPresent();
        return row.time().isAfter(newest) && !contradicted;
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
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year >= YEAR_TOO_LATE
                    ? Optional.empty()
                    : Optional.of(new Row(time, values));
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
