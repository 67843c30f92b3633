package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.ppp.FrameReader;
import org.kadec21.simulation.ppp.FrameShape;

import java.time.Duration;

/// A data call behind which nobody is any more: somebody's last requests for a link go on coming
/// out of the module, with NO CARRIER as text between them and in answer to every frame. Nothing is
/// heeded.
final class DeadLink {

    /// What it says.
    private static final String DEAD = "\r\n" + CallResult.NO_CARRIER.words() + "\r\n";

    /// How often the link is asked for (RFC 1661 4.6, the restart timer and Max-Configure).
    private static final Duration REQUEST = Duration.ofSeconds(3);

    private static final int MAX_REQUESTS = 10;

    private static final int LCP = 0xC021;

    private final DualBandModule module;
    private final FrameReader frames = new FrameReader();
    private int requests;

    DeadLink(DualBandModule module) {
        this.module = module;
    }

    void begin() {
        module.later(Purpose.LINK, REQUEST, this::request);
    }

    void take(byte b) {
        if (frames.take(b).isPresent()) {
            module.line().sayInData(DEAD);
        }
    }

    /// A Configure-Request for the maximum of 1500 bytes a frame (RFC 1661 5.1, 6.1).
    private void request() {
        requests++;
        byte[] packet = {1, (byte) requests, 0, 8, 1, 4, 0x05, (byte) 0xDC};
        String frame = CommandInterpreter.text(FrameShape.UNNEGOTIATED.write(LCP, packet));
        module.line().sayInData(frame + DEAD + frame);
        if (requests < MAX_REQUESTS) {
            begin();
        }
    }
}
