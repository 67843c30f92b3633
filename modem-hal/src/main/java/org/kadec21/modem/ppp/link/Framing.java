package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The frames of one link, both ways. Below are the bytes of the line; above, for whoever
/// dispatches by protocol, a protocol's number and the information field that came with it (RFC
/// 1661 2). Nothing else of [PppLink] knows how a frame looks:
///
/// ```
///   line bytes --next--> Incoming.Frame(protocol, information) --> dispatch
///   line bytes <--send-- (protocol, information)               <-- dispatch
/// ```
final class Framing {

    private final Receiver receiver;
    private final boolean watched;
    private FrameWriter writer = FrameWriter.PLAIN;
    private boolean heardAny;

    /// @param watched whether every packet that crosses is shown
    Framing(Receiver receiver, boolean watched) {
        this.receiver = receiver;
        this.watched = watched;
    }

    /// Frames look from now on as LCP has agreed on.
    void agreed(LcpOptions options) {
        writer = options.writer();
        receiver.ignore(options.isUnescaped() ? 0 : FrameReader.ALL_CONTROLS);
    }

    /// Frames look as before any agreement.
    void plain() {
        writer = FrameWriter.PLAIN;
        receiver.ignore(FrameReader.ALL_CONTROLS);
    }

    /// Consumes bytes of the line until something is complete; empty when they are used up.
    Optional<Incoming> next(ByteBuffer input, Deadline now) {
        return receiver.next(input, now);
    }

    /// What to do about a frame that came while the link was wanted, before it is dispatched.
    List<LinkCommand> came(int protocol, byte[] information) {
        heardAny = true;
        return shown(false, protocol, information).toList();
    }

    /// How to send an information field.
    List<LinkCommand> send(int protocol, byte[] information) {
        LinkCommand frame = new LinkCommand.Transmit(writer.frame(protocol, information));
        return Stream.concat(shown(true, protocol, information), Stream.of(frame)).toList();
    }

    /// Whether a frame has come.
    boolean hasHeardAny() {
        return heardAny;
    }

    /// See [Receiver#strange()].
    String strange() {
        return receiver.strange();
    }

    /// See [Receiver#wakeAt()].
    Deadline wakeAt() {
        return receiver.wakeAt();
    }

    /// See [Receiver#hasLostCarrier(Deadline)].
    boolean hasLostCarrier(Deadline now) {
        return receiver.hasLostCarrier(now);
    }

    private Stream<LinkCommand> shown(boolean sent, int protocol, byte[] information) {
        if (!watched) {
            return Stream.empty();
        }
        byte[] masked = PasswordMask.shown(protocol, information);
        return Stream.of(new LinkCommand.Crossed(sent, FrameWriter.content(protocol, masked)));
    }
}
