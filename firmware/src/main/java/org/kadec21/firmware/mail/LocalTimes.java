package org.kadec21.firmware.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as a unit's people read them: local, with the offset.
record LocalTimes(ZoneId zone) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);

    String day(Instant time) {
        return time.atZone(zone).toLocalDate().toString();
    }

    String text(Instant time) {
        return FORM.format(time.atZone(zone));
    }
}
