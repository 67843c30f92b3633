package org.kadec21.bench;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.simulation.realtime.Pty;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A serial port for other programs: a pseudo-terminal behind a link with a lasting name.
final class SerialDoor implements Closeable {

    private final RealTime real;
    private final Path link;
    private final Signal hungUp;
    private volatile Pty pty;

    private SerialDoor(RealTime real, Path link) throws LinkException {
        this.real = real;
        this.link = link;
        hungUp = real.tasks().signal("module port closed");
        pty = Pty.open(link, hungUp::raise);
    }

    /// @throws LinkException when the link cannot be had; the message says why
    static SerialDoor open(RealTime real, Path link) throws LinkException {
        return new SerialDoor(real, link);
    }

    /// Takes the port away, as unplugging does.
    void vanish() {
        close();
    }

    /// The port is there again, under the same name.
    void comeBack() throws LinkException {
        pty = Pty.open(link, hungUp::raise);
    }

    /// The module's end of it; to be asked for once, and once more when it has come back.
    ByteLink line() {
        return real.tasks().pump("module", pty);
    }

    /// What to do when the last program has closed the port: DTR falls.
    void whenClosed(Runnable closed) {
        real.tasks()
                .start(
                        "module terminal",
                        () -> {
                            while (hungUp.await(Deadline.never())) {
                                closed.run();
                            }
                        });
    }

    /// The speed that the program on the other side has set, in bit/s.
    OptionalInt speed() {
        try {
            return pty.bitsPerSecond();
        } catch (IOException closing) {
            return OptionalInt.empty();
        }
    }

    @Override
    public String toString() {
        return link.toString();
    }

    @Override
    public void close() {
        try {
            pty.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the link to the pseudo-terminal is left behind: remove it", e);
        }
    }
}
