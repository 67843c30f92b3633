package org.kadec21.firmware.notice;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Spans as people say them: `2961 d 7 h`, `3 min 20 s`, `40 ms`.
public final class SpanWords {

    /// Of the largest units; the rest makes no difference to a person.
    private static final int MOST_UNITS = 2;

    private SpanWords() {}

    /// The span without its sign.
    public static String of(Duration span) {
        Duration length = span.abs();
        if (length.toSeconds() == 0) {
            return length.toMillis() + " ms";
        }
        return Stream.of(
                        part(length.toDays(), "d"),
                        part(length.toHoursPart(), "h"),
                        part(length.toMinutesPart(), "min"),
                        part(length.toSecondsPart(), "s"))
                .dropWhile(String::isEmpty)
                .limit(MOST_UNITS)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + " " + unit;
    }
}
