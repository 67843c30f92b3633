package org.kadec21.modem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the module's clock, `yy/MM/dd,hh:mm:ss±zz` with the zone in quarters of an hour (3GPP TS
/// 27.007 8.15).
final class NetworkTime {

    private static final Pattern CLOCK =
            Pattern.compile("(\\d\\d)/(\\d\\d)/(\\d\\d),(\\d\\d):(\\d\\d):(\\d\\d)([+-]\\d{1,2})?");

    /// Modules count from 1980, 2000 or 2004 until the network has told them; no unit is older than
    /// this.
    private static final int FIRST_YEAR = 5;

    private static final int LAST_YEAR = 79;
    private static final int SECONDS_IN_QUARTER = 900;

    private NetworkTime() {}

    /// Empty for a clock that nobody has set, or nonsense.
    static Optional<Instant> parse(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.find()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(clock.group(1));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            2000 + year,
                            number(clock, 2),
                            number(clock, 3),
                            number(clock, 4),
                            number(clock, 5),
                            number(clock, 6));
            int quarters = clock.group(7) == null ? 0 : number(clock, 7);
            return Optional.of(
                    local.toInstant(ZoneOffset.ofTotalSeconds(quarters * SECONDS_IN_QUARTER)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher clock, int group) {
        return Integer.parseInt(clock.group(group));
    }
}
