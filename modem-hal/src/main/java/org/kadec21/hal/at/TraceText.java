package org.kadec21.hal.at;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A trace as lines of text in columns: time in UTC to the millisecond, who speaks, what. After a
/// silence a line says for how long, so that one window on air is told from the next.
///
/// ```
/// ---- silent for PT14H57M31S
/// 2013-01-01T21:00:02.017Z > AT+CPIN?
/// ```
public final class TraceText implements Trace {

    /// Longer than a module takes to answer, shorter than the shortest wait between two windows.
    private static final Duration SILENCE = Duration.ofMinutes(3);

    /// As many digits in every line, so that columns stay columns.
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Consumer<String> lines;
    private Optional<Instant> last = Optional.empty();

    /// @param lines gets one line at a time, without its end
    public TraceText(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void line(Instant at, Direction direction, String text) {
        last.map(before -> Duration.between(before, at))
                .filter(silence -> silence.compareTo(SILENCE) > 0)
                .ifPresent(silence ->
                        lines.accept("---- silent for " + silence.truncatedTo(ChronoUnit.SECONDS)));
        last = Optional.of(at);
        lines.accept(format(at, direction, text));
    }

    /// One such line.
    public static String format(Instant at, Direction direction, String text) {
        return MILLISECONDS.format(at) + " " + direction.mark() + " " + text;
    }
}
