package org.kadec21.modem;

import java.time.Duration;

/// What communication has cost: payload bytes handed to and received from TCP, and the time the
/// radio was up.
public record Usage(long bytesUp, long bytesDown, Duration radioTime) {

    public static final Usage NONE = new Usage(0, 0, Duration.ZERO);

    public Usage plus(Usage other) {
        return new Usage(
                bytesUp + other.bytesUp,
                bytesDown + other.bytesDown,
                radioTime.plus(other.radioTime));
    }

    public Usage minus(Usage earlier) {
        return new Usage(
                bytesUp - earlier.bytesUp,
                bytesDown - earlier.bytesDown,
                radioTime.minus(earlier.radioTime));
    }
}
