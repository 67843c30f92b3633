package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.numbered.Fragments;
import org.kadec21.modem.ppp.numbered.Lapb;
import org.kadec21.modem.ppp.numbered.LapbCommand;
import org.kadec21.modem.ppp.numbered.LapbEvent;
import org.kadec21.modem.ppp.numbered.Noise;
import org.kadec21.modem.ppp.numbered.NumberedFrame;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The packets of a link in numbered mode: cut to what the line lets through, numbered, repeated,
/// and put together again.
///
/// ```
///   7e | 01 or 03 | control | 3d | B E number | part of a packet       | check | 7e
///   7e | 01 or 03 | control | protocol | whole packet                  | check | 7e
/// ```
final class NumberedLine {

    private static final int WIDE_PROTOCOL = 2;

    private final NumberedTerms terms;
    private final FrameWriter writer;
    private final DamageMeter damages;
    private final Lapb lapb;
    private final Fragments fragments = new Fragments();

    /// What comes of an event, to be done in this order.
    sealed interface Step {

        /// Bytes for the line.
        record Send(byte[] line) implements Step {}

        /// A packet came.
        record Packet(int protocol, byte[] information) implements Step {}

        /// Packets may go.
        record Up() implements Step {}

        /// None will come or go any more.
        ///
        /// @param what the peer has done
        record Down(String what) implements Step {}
    }

    NumberedLine(NumberedTerms terms, FrameWriter writer, DamageMeter damages) {
        this.terms = terms;
        this.writer = writer;
        this.damages = damages;
        lapb = new Lapb(terms.window());
    }

    List<Step> begin(Deadline now) {
        return on(new LapbEvent.Begun(), now);
    }

    List<Step> woken(Deadline now) {
        return on(new LapbEvent.Woken(), now);
    }

    /// When [#woken(Deadline)] is due.
    Deadline wakeAt() {
        return lapb.wakeAt();
    }

    /// Whether another packet would not have to wait for long.
    boolean hasRoom() {
        return lapb.hasRoom();
    }

    List<Step> came(Incoming.Numbered frame, Deadline now) {
        boolean command = frame.address() == terms.ownAddress();
        return on(
                new LapbEvent.Came(NumberedFrame.of(command, frame.control(), frame.rest())), now);
    }

    List<Step> put(int protocol, byte[] information, Deadline now) {
        byte[] packet = packet(protocol, information);
        int most = new Noise(damages.fromWholeFrames()).bytesInFrame();
        List<Step> steps = new ArrayList<>();
        if (!terms.fragments() || packet.length <= most) {
            steps.addAll(on(new LapbEvent.Given(packet), now));
        } else {
            for (byte[] piece : fragments.of(packet, most)) {
                steps.addAll(on(new LapbEvent.Given(packet(Protocol.MULTILINK, piece)), now));
            }
        }
        return steps;
    }

    private byte[] packet(int protocol, byte[] information) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(information.length + 2);
        if (!writer.shortProtocol() || protocol > 0xff) {
            packet.write(protocol >>> 8);
        }
        packet.write(protocol);
        packet.writeBytes(information);
        return packet.toByteArray();
    }

    private List<Step> on(LapbEvent event, Deadline now) {
        lapb.lineIs(new Noise(damages.fromWholeFrames()));
        List<Step> steps = new ArrayList<>();
        for (LapbCommand command : lapb.on(event, now)) {
            switch (command) {
                case LapbCommand.Send(NumberedFrame frame, int copies) ->
                        steps.add(new Step.Send(line(frame, copies)));
                case LapbCommand.Arrived(byte[] content) -> whole(content).ifPresent(steps::add);
                case LapbCommand.Up() -> steps.add(new Step.Up());
                case LapbCommand.Down(String what) -> steps.add(new Step.Down(what));
            }
        }
        return steps;
    }

    private byte[] line(NumberedFrame frame, int copies) {
        int address = frame.command() ? terms.peerAddress() : terms.ownAddress();
        return writer.numbered(address, frame.control(), frame.content(), copies);
    }

    private Optional<Step> whole(byte[] content) {
        return parsed(content)
                .flatMap(packet ->
                        packet.protocol() == Protocol.MULTILINK
                                ? fragments.take(packet.information()).flatMap(this::parsed)
                                : Optional.of(packet))
                .map(packet -> packet);
    }

    private Optional<Step.Packet> parsed(byte[] content) {
        if (content.length == 0) {
            return Optional.empty();
        }
        int width = (content[0] & 1) == 1 ? 1 : WIDE_PROTOCOL;
        if (content.length < width) {
            return Optional.empty();
        }
        int protocol = width == 1 ? content[0] & 0xff : ControlPacket.number(content, 0);
        byte[] information = new byte[content.length - width];
        System.arraycopy(content, width, information, 0, information.length);
        return Optional.of(new Step.Packet(protocol, information));
    }
}
