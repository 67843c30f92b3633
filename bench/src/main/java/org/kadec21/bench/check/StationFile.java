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
import java.util.regex.Pattern;

/// What a station observed, as `docs/sensor-csv.md` defines it: the rows that count, in their
/// order. Rows that cannot be read, that are out of order, that repeat a time, or whose date the
/// next row contradicts do not count. Shares no code with the unit's reader, so that a mistake of
/// one is seen by the other.
public record StationFile(List<Row> rows) {

    private static final String TIME = "time_utc";
    private static final Duration LONGEST_FALL = Duration.ofDays(7);
    private static final int FIRST_YEAR = 1970;
    private static final int YEAR_TOO_LATE = 2262;
    private static final int LONGEST_LINE = 8192;
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})");

    /// One observation.
    ///
    /// @param values of the wanted channels that were observed, by name
    public record Row(Instant time, Map<String, BigDecimal> values) {}

    /// Reads the rows from `from` (inclusive) to `to` (exclusive).
    ///
    /// @param lines of the file, header first
    /// @param channels the wanted columns; a file that lacks one has no rows
    public static StationFile read(
            List<String> lines, List<String> channels, Instant from, Instant to) {
        List<String> content =
                lines.stream()
                        .map(line -> line.replace("\uFEFF", ""))
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        List<String> header =
                content.isEmpty()
                        ? List.of()
                        : columns(content.getFirst()).stream().map(String::strip).toList();
        if (!header.contains(TIME) || !header.containsAll(channels)) {
            return new StationFile(List.of());
        }
        List<Optional<Row>> all =
                content.stream().skip(1).map(line -> row(header, line, channels)).toList();
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

    private static Optional<Row> row(List<String> header, String line, List<String> channels) {
        List<String> cells = columns(line);
        if (line.length() > LONGEST_LINE || cells.size() != header.size()) {
            return Optional.empty();
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (String channel : channels) {
            String cell = cells.get(header.indexOf(channel));
            if (!cell.isEmpty()) {
                if (!DECIMAL.matcher(cell.strip()).matches()) {
                    return Optional.empty();
                }
                values.put(channel, new BigDecimal(cell.strip()));
            }
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(cells.get(header.indexOf(TIME)).strip());
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year >= YEAR_TOO_LATE
                    ? Optional.empty()
                    : Optional.of(new Row(time.toInstant(), values));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /// The cells of a line; a cell in double quotes may hold commas and doubled quotes (RFC 4180).
    private static List<String> columns(String line) {
        List<String> cells = new ArrayList<>();
        int start = 0;
        while (true) {
            int comma =
                    line.indexOf(
                            ',', line.startsWith("\"", start) ? closingQuote(line, start) : start);
            cells.add(unquoted(comma < 0 ? line.substring(start) : line.substring(start, comma)));
            if (comma < 0) {
                return cells;
            }
            start = comma + 1;
        }
    }

    private static int closingQuote(String line, int opening) {
        int quote = line.indexOf('"', opening + 1);
        while (quote >= 0 && line.startsWith("\"\"", quote)) {
            quote = line.indexOf('"', quote + 2);
        }
        return quote < 0 ? line.length() : quote;
    }

    private static String unquoted(String cell) {
        return cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                : cell;
    }
}
