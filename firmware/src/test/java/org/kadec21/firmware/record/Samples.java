package org.kadec21.firmware.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Samples for tests: hour `n` of 2013 with wind `n`.0 and no gust.
public final class Samples {

    public static final ChannelList WIND = ChannelList.of("wind_speed_mps", "wind_gust_mps");

    private static final Instant START = Instant.parse("2013-01-01T00:00:00Z");

    private Samples() {}

    public static Sample ofHour(int hour) {
        return of(hour, WIND, hour + ".0", "");
    }

    public static Sample of(int hour, ChannelList channels, String... values) {
        Instant time = START.plus(Duration.ofHours(hour));
        return new Sample(time, time.plusMillis(7), Duration.ZERO, channels, values(values));
    }

    private static List<Optional<String>> values(String... values) {
        return Arrays.stream(values)
                .map(value -> value.isEmpty() ? Optional.<String>empty() : Optional.of(value))
                .toList();
    }
}
