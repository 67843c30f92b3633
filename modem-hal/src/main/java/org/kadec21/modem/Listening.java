package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.Time;

import java.time.Duration;

/// Listens to a serial port before anything is written to it.
final class Listening {

    /// Receivers of positions speak once a second (NMEA 0183 5.1).
    static final Duration RECEIVER = Duration.ofMillis(1200);

    private final Time time;

    Listening(Time time) {
        this.time = time;
    }

    boolean hearsReceiver(SerialLink link) throws LinkException {
        Overheard overheard = new Overheard();
        until(time.after(RECEIVER), link, overheard);
        return overheard.kind() == Overheard.Kind.NMEA;
    }

    /// Listens until `end`, or until it is clear what is being heard.
    void until(Deadline end, SerialLink link, Overheard overheard) throws LinkException {
        byte[] buffer = new byte[Overheard.BYTES];
        int count = 1;
        while (count > 0 && !time.isOver(end) && !overheard.isClear()) {
            count = link.read(buffer, 0, buffer.length, end);
            overheard.add(buffer, Math.max(0, count));
        }
    }
}
