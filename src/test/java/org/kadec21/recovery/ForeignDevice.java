package org.kadec21.recovery;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A device on a serial port that is no module: it says a sentence every second, or nothing, and
/// keeps all it is told.
final class ForeignDevice {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    ForeignDevice(ByteLink line, Tasks tasks, Time time, String sentence) {
        tasks.start("ears", () -> listen(line));
        if (!sentence.isEmpty()) {
            tasks.start("mouth", () -> talk(line, tasks, time, sentence));
        }
    }

    String told() {
        return told.toString(StandardCharsets.ISO_8859_1);
    }

    private void listen(ByteLink line) {
        byte[] buffer = new byte[256];
        try {
            for (int count = 0; count >= 0; ) {
                count = line.read(buffer, 0, buffer.length, Deadline.never());
                told.write(buffer, 0, Math.max(0, count));
            }
        } catch (LinkException e) {
            // unplugged
        }
    }

    private static void talk(ByteLink line, Tasks tasks, Time time, String sentence) {
        byte[] bytes = (sentence + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                tasks.sleepUntil(time.after(Duration.ofSeconds(1)));
                line.write(bytes, Deadline.never());
            }
        } catch (LinkException e) {
            // unplugged
        }
    }
}
