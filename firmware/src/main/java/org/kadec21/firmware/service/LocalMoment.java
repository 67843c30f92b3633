package org.kadec21.firmware.service;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Moments as a person at the service port reads them: in the unit's zone, with the offset that
/// holds there then.
record LocalMoment(ServicedUnit serviced) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    String of(Instant moment) {
        return FORM.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(serviced.config().zone()));
    }
}
