package org.kadec21.firmware.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One value of a file with its key and line, read as what is expected there.
public final class Value {

    private static final Words<Boolean> TRUTH = Words.of("true", true).or("false", false);
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9]\\d{0,9}");

    /// No sensor, threshold or price needs more.
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KiB|MiB|GiB)");

    private final String file;
    private final int line;
    private final String key;
    private final String text;

    Value(String file, int line, String key, String text) {
        this.file = file;
        this.line = line;
        this.key = key;
        this.text = text;
    }

    /// A complaint about this value.
    public ConfigException wrong(String expected) {
        return wrong(expected, "");
    }

    /// A complaint about this value, with the next thing to try behind it.
    ConfigException wrong(String expected, String hint) {
        String came = text.isEmpty() ? "nothing" : "'" + shown() + "'";
        return wrongUnshown("expected " + expected + ", but came " + came + hint);
    }

    /// Of a text of several lines the first one tells it from others.
    private String shown() {
        String first = text.lines().findFirst().orElse("");
        return first.equals(text) ? text : first + "...";
    }

    /// A complaint about this value that does not show it.
    ConfigException wrongUnshown(String problem) {
        return new ConfigException(file, line, key + ": " + problem);
    }

    public String text() {
        if (text.isEmpty()) {
            throw wrong("a text");
        }
        return text;
    }

    /// The text as written, which may be empty.
    String raw() {
        return text;
    }

    /// A text of the given form; `expected` says it in words.
    public String matching(Pattern form, String expected) {
        if (!form.matcher(text).matches()) {
            throw wrong(expected);
        }
        return text;
    }

    public int integer(int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        int number = parsed(Integer::valueOf, expected, INTEGER);
        if (number < least || number > most) {
            throw wrong(expected);
        }
        return number;
    }

    public BigDecimal decimal() {
        return parsed(BigDecimal::new, "a number such as 12.5", DECIMAL);
    }

    /// `true` or `false`.
    public boolean flag() {
        return choice(TRUTH);
    }

    /// A span of time: a whole number and ms, s, min, h or d.
    public Duration duration() {
        return Spans.parse(text)
                .orElseThrow(() -> wrong("a duration such as '60 s', '15 min', '1 h' or '2 d'"));
    }

    /// A span of time that is longer than nothing.
    public Duration positiveDuration() {
        Duration duration = duration();
        if (!duration.isPositive()) {
            throw wrong("a duration longer than zero");
        }
        return duration;
    }

    /// A span of time that is longer than nothing, and at most this.
    public Duration durationUpTo(Duration most) {
        Duration duration = positiveDuration();
        if (duration.compareTo(most) > 0) {
            throw wrong("a duration of at most " + most.toMinutes() + " min");
        }
        return duration;
    }

    public LocalTime timeOfDay() {
        return parsed(LocalTime::parse, "a time of day such as \"06:00\"");
    }

    /// A moment with its distance from UTC: `2008-10-01T00:00:00+09:00`.
    public Instant moment() {
        return parsed(
                written -> OffsetDateTime.parse(written).toInstant(),
                "a moment such as 2008-10-01T00:00:00+09:00");
    }

    /// A size: a whole number and B, KiB, MiB or GiB.
    public long octets() {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw wrong("a size such as '512 KiB', '35 MiB' or '1 GiB'");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "B" -> amount;
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            default -> amount << 30;
        };
    }

    public ZoneId zone() {
        return parsed(ZoneId::of, "a time zone such as Asia/Tokyo");
    }

    /// One of a few words.
    public <E> E choice(Words<E> words) {
        return words.meaning(text)
                .orElseThrow(() ->
                        wrong(
                                "one of " + String.join(", ", words.known()),
                                words.suggestion(text)));
    }

    private <E> E parsed(Function<String, E> parser, String expected, Pattern form) {
        matching(form, expected);
        return parsed(parser, expected);
    }

    private <E> E parsed(Function<String, E> parser, String expected) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw wrong(expected);
        }
    }
}
