package org.kadec21.bench;

import org.kadec21.bench.console.Screen;
import org.kadec21.bench.recording.Bridge;
import org.kadec21.bench.recording.Recording;
import org.kadec21.bench.recording.RecordingWriter;
import org.kadec21.bench.recording.ReplayedModule;
import org.kadec21.bench.transcript.TappedLink;
import org.kadec21.bench.transcript.Transcript;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.SerialLink;
import org.kadec21.hal.serial.JSerialPorts;

import java.util.Optional;

/// A module that is not simulated: a real one at another port, or one that was recorded.
final class PortService {

    /// What a port is opened with, until the program on the other side sets another speed.
    private static final int FIRST_BITS_PER_SECOND = 115_200;

    private final RealTime real;
    private final Screen screen;
    private final Optional<RecordingWriter> recording;
    private Optional<LinkException> broken = Optional.empty();

    PortService(RealTime real, Screen screen, Optional<RecordingWriter> recording) {
        this.real = real;
        this.screen = screen;
        this.recording = recording;
    }

    /// Opens a real port. To be called holding the baton.
    ///
    /// @throws LinkException when it cannot be opened; the message says why
    static SerialLink open(RealTime real, String port) throws LinkException {
        return new JSerialPorts(real.tasks(), real.tasks(), real.time())
                .open(port, FIRST_BITS_PER_SECOND);
    }

    /// Puts a modem behind the door. To be called holding the baton.
    void bridge(SerialLink modem, SerialDoor door) {
        Transcript transcript = transcript();
        Bridge bridge =
                Bridge.start(
                        modem,
                        new TappedLink(door.line(), transcript),
                        door::speed,
                        FIRST_BITS_PER_SECOND,
                        real.tasks(),
                        real.time(),
                        this::breaks);
        door.whenClosed(() -> {
            transcript.closed();
            try {
                bridge.closed();
            } catch (LinkException dead) {
                breaks(dead);
            }
        });
    }

    /// Plays a recording behind the door. To be called holding the baton.
    void replay(Recording recorded, SerialDoor door) {
        Transcript transcript = transcript();
        ReplayedModule module =
                ReplayedModule.start(
                        recorded,
                        new TappedLink(door.line(), transcript),
                        real.tasks(),
                        real.time(),
                        sentence -> screen.show("! " + sentence));
        door.whenClosed(() -> {
            transcript.closed();
            module.closed();
        });
    }

    /// @throws LinkException when the modem's port was lost
    void requireIntact() throws LinkException {
        if (broken.isPresent()) {
            throw broken.get();
        }
    }

    private Transcript transcript() {
        return Listening.start(real, screen, () -> true, () -> false, recording);
    }

    private void breaks(LinkException dead) {
        broken = broken.or(() -> Optional.of(dead));
        real.tasks().powerOff("the modem's port is lost");
    }
}
