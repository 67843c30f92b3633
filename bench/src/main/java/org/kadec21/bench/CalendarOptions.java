package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.Calendar;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// Which day it is at the provider, and how fast its days go by.
final class CalendarOptions {

    private static final int FASTEST = 3600;

    @Option(
            names = "--date",
            paramLabel = "D",
            converter = DateConverter.class,
            description =
                    "What the provider's calendar shows at the start: a day as 2017-01-24, or a"
                            + " time of it as 2017-01-23T23:50, both in the policy's time zone, or"
                            + " one with its distance from UTC (default: now).")
    private @Nullable Day date;

    @Option(
            names = "--speed",
            paramLabel = "Nx",
            converter = SpeedConverter.class,
            defaultValue = "1x",
            description =
                    "Seconds of the calendar in one second, 1x to 3600x: at 60x a night of"
                            + " maintenance is over in minutes. Only dates go faster, not the"
                            + " patience with clients (default: ${DEFAULT-VALUE}).")
    private int speed = 1;

    /// The calendar these options ask for.
    ///
    /// @param zone where a date without its distance from UTC is meant
    Time calendar(Time clock, ZoneId zone) {
        Optional<Instant> start = Optional.ofNullable(date).map(day -> day.in(zone));
        return start.isEmpty() && speed == 1
                ? clock
                : Calendar.from(clock, start.orElseGet(clock::now), speed);
    }

    /// A moment that may still need a time zone.
    interface Day {
        Instant in(ZoneId zone);
    }

    static final class DateConverter implements ITypeConverter<Day> {
        @Override
        public Day convert(String value) {
            try {
                if (value.length() <= 10) {
                    LocalDate day = LocalDate.parse(value);
                    return zone -> day.atStartOfDay(zone).toInstant();
                }
                if (value.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")) {
                    Instant moment = OffsetDateTime.parse(value).toInstant();
                    return zone -> moment;
                }
                LocalDateTime local = LocalDateTime.parse(value);
                return zone -> local.atZone(zone).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "expected a date such as 2017-01-24, 2017-01-23T23:50 or"
                                + " 2017-01-23T23:50:00+09:00, but came '"
                                + value
                                + "'");
            }
        }
    }

    static final class SpeedConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.matches("[1-9]\\d{0,3}x?")) {
                int speed = Integer.parseInt(value.replace("x", ""));
                if (speed <= FASTEST) {
                    return speed;
                }
            }
            throw new TypeConversionException(
                    "expected a speed from 1x to " + FASTEST + "x, but came '" + value + "'");
        }
    }
}
