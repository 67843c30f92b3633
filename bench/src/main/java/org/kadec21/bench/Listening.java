package org.kadec21.bench;

import org.kadec21.bench.console.Screen;
import org.kadec21.bench.recording.RecordingWriter;
import org.kadec21.bench.transcript.Entry;
import org.kadec21.bench.transcript.Transcript;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// Shows what a host and a module say to each other, and records it.
final class Listening {

    /// Longest piece of a line that is shown; recordings have all of it.
    private static final int MAX_SHOWN = 200;

    /// What is said as text around the frames of a call: its command, which is told when the module
    /// answers, and results.
    private static final Pattern CALL_RESULT =
            Pattern.compile(
                    "(?i:AT)D[^~\\\\]*\\\\r|(\\\\r\\\\n)?(CONNECT.*|NO CARRIER|OK)\\\\r\\\\n|"
                            + Entry.CLOSED);

    /// A frame of LCP, which ends a call that is over when its last bytes are told.
    private static final Pattern LCP = Pattern.compile("~\\\\xff(\\\\x03|}#)");

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final RealTime real;
    private final Screen screen;
    private final BooleanSupplier shown;
    private final BooleanSupplier framed;
    private Optional<RecordingWriter> recording;

    private Listening(
            RealTime real,
            Screen screen,
            BooleanSupplier shown,
            BooleanSupplier framed,
            Optional<RecordingWriter> recording) {
        this.framed = framed;
        this.real = real;
        this.screen = screen;
        this.shown = shown;
        this.recording = recording;
    }

    /// @param shown whether somebody wants to see it now
    /// @param framed whether the port's bytes are frames now, which nobody can read
    static Transcript start(
            RealTime real,
            Screen screen,
            BooleanSupplier shown,
            BooleanSupplier framed,
            Optional<RecordingWriter> recording) {
        Listening listening = new Listening(real, screen, shown, framed, recording);
        return Transcript.start(real.tasks(), real.time(), listening::heard);
    }

    private void heard(Entry entry) {
        boolean frames = framed.getAsBoolean() || LCP.matcher(entry.text()).find();
        boolean readable = !frames || CALL_RESULT.matcher(entry.text()).matches();
        if (readable && shown.getAsBoolean()) {
            screen.show(line(entry));
        }
        try {
            recording.ifPresent(writer -> writer.add(entry));
        } catch (UncheckedIOException full) {
            recording = Optional.empty();
            screen.show("! " + full.getMessage());
        }
    }

    private String line(Entry entry) {
        Instant then = real.time().now().minusNanos(real.time().nanos() - entry.nanos());
        String text = entry.text();
        if (text.length() > MAX_SHOWN) {
            text = text.substring(0, MAX_SHOWN) + " ... (" + text.length() + " characters)";
        }
        return CLOCK.format(then) + " " + entry.direction().mark() + " " + text;
    }
}
