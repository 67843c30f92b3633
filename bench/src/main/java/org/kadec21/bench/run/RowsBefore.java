package org.kadec21.bench.run;

import org.kadec21.firmware.sensor.Reading;
import org.kadec21.firmware.sensor.SensorSource;

import java.time.Instant;
import java.util.Optional;

/// A source that ends before the first reading of `end` or later.
final class RowsBefore implements SensorSource {

    private final SensorSource source;
    private final Instant end;
    private boolean ended;

    RowsBefore(SensorSource source, Instant end) {
        this.source = source;
        this.end = end;
    }

    @Override
    public Optional<Reading> next() {
        Optional<Reading> reading = ended ? Optional.empty() : source.next();
        ended =
                reading.isEmpty()
                        || (reading.get() instanceof Reading.Observed observed
                                && !observed.time().isBefore(end));
        return ended ? Optional.empty() : reading;
    }
}
