package org.kadec21.bench.run;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Moves a station's file in time by whole days, so that what was observed in one year can be
/// rehearsed in another: the same weather, the other year's carrier.
public final class RowShift {

    /// A cell that is an ISO 8601 time with its offset, bare or in double quotes.
    private static final Pattern TIME =
            Pattern.compile(
                    "(?<![^,\"])\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(?:Z|[+-]\\d{2}:\\d{2})(?![^,\"\\r])");

    private RowShift() {}

    /// The lines with every time moved, so that the first one lies on `day` (UTC). Lines without a
    /// time stay as they are.
    public static List<String> to(LocalDate day, List<String> lines) {
        return lines.stream()
                .flatMap(line -> TIME.matcher(line).results())
                .map(RowShift::time)
                .flatMap(Optional::stream)
                .findFirst()
                .map(first -> ChronoUnit.DAYS.between(date(first), day))
                .map(days -> lines.stream().map(line -> moved(line, days)).toList())
                .orElse(lines);
    }

    private static String moved(String line, long days) {
        return TIME.matcher(line)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                time(found)
                                        .map(time -> time.plusDays(days).toString())
                                        .orElse(found.group())));
    }

    private static Optional<OffsetDateTime> time(MatchResult found) {
        try {
            return Optional.of(OffsetDateTime.parse(found.group()));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static LocalDate date(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    }
}
