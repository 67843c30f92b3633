package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.numbered.Noise;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final DamageMeter damages;
    private final Deque<Incoming> arrived = new ArrayDeque<>();
    private final List<LinkCommand> written = new ArrayList<>();
    private final boolean watched;
    private FrameWriter writer = FrameWriter.PLAIN;
    private Optional<NumberedLine> numbered = Optional.empty();
    private Deadline now = Deadline.at(0);
    private boolean heardAny;

    /// @param damages what is known of the line, and counts what comes
    /// @param watched whether every packet that crosses is shown
    Framing(DamageMeter damages, boolean watched) {
        this.receiver = new Receiver(damages);
        this.damages = damages;
        this.watched = watched;
    }

    /// Everything that follows happens at this moment.
    void at(Deadline moment) {
        now = moment;
    }

    /// Frames look from now on as LCP has agreed on. Where that is numbered mode, packets may go
    /// only behind [Incoming.Ready].
    void agreed(LcpOptions options) {
        writer = options.writer();
        receiver.ignore(options.isUnescaped() ? 0 : FrameReader.ALL_CONTROLS);
        numbered = options.numbers().map(terms -> new NumberedLine(terms, writer, damages));
        options.numbers().ifPresent(terms -> receiver.number(terms));
        numbered.ifPresent(line -> work(line.begin(now)));
    }

    /// Whether frames are numbered.
    boolean isNumbered() {
        return numbered.isPresent();
    }

    /// Whether a packet that is given now goes soon.
    boolean hasRoom() {
        return numbered.map(NumberedLine::hasRoom).orElse(true);
    }

    /// Frames look as before any agreement.
    void plain() {
        writer = FrameWriter.PLAIN;
        receiver.ignore(FrameReader.ALL_CONTROLS);
        receiver.numberNone();
        numbered = Optional.empty();
    }

    /// No frame is numbered any more, and numbered ones are not heard: the link ends (RFC 1661
    /// 3.7).
    void closing() {
        numbered = Optional.empty();
    }

    /// Consumes bytes of the line until something is complete; empty when they are used up.
    Optional<Incoming> next(ByteBuffer input) {
        while (arrived.isEmpty()) {
            Optional<Incoming> next = receiver.next(input, now);
            if (next.isEmpty() || !(next.get() instanceof Incoming.Numbered frame)) {
                return next;
            }
            heardAny = true;
            numbered.ifPresent(line -> work(line.came(frame, now)));
        }
        return Optional.of(arrived.remove());
    }

    /// Does what is due by now.
    void woken() {
        numbered.ifPresent(line -> work(line.woken(now)));
    }

    private void work(List<NumberedLine.Step> steps) {
        for (NumberedLine.Step step : steps) {
            switch (step) {
                case NumberedLine.Step.Send(byte[] line) ->
                        written.add(new LinkCommand.Transmit(line));
                case NumberedLine.Step.Packet(int protocol, byte[] information) ->
                        arrived.add(new Incoming.Frame(protocol, information));
                case NumberedLine.Step.Up() -> arrived.add(new Incoming.Ready());
                case NumberedLine.Step.Down(String what) -> arrived.add(new Incoming.Over(what));
            }
        }
    }

    /// What is to be written since the last time.
    List<LinkCommand> written() {
        List<LinkCommand> all = List.copyOf(written);
        written.clear();
        return all;
    }

    /// What to do about a frame that came while the link was wanted, before it is dispatched.
    void came(int protocol, byte[] information) {
        heardAny = true;
        shown(false, protocol, information).forEach(written::add);
    }

    /// Sends an information field.
    void send(int protocol, byte[] information) {
        send(protocol, information, false);
    }

    /// The same.
    ///
    /// @param insistent whether it goes so often, one behind the other, that one of them should
    ///   come through
    void send(int protocol, byte[] information, boolean insistent) {
        shown(true, protocol, information).forEach(written::add);
        if (numbered.isPresent() && !isNeverNumbered(protocol, information)) {
            work(numbered.get().put(protocol, information, now));
            return;
        }
        byte[] frame = writer.frame(protocol, information);
        int copies =
                insistent ? new Noise(damages.fromWholeFrames()).openingCopies(frame.length) : 1;
        written.add(new LinkCommand.Transmit(FrameWriter.repeated(frame, copies)));
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
        Deadline due = numbered.map(NumberedLine::wakeAt).orElse(Deadline.never());
        return receiver.wakeAt().earlier(due);
    }

    /// See [Receiver#hasLostCarrier(Deadline)].
    boolean hasLostCarrier() {
        return receiver.hasLostCarrier(now);
    }

    /// Whether a packet is one by which LCP comes to an agreement, or ends it: those go as before
    /// any agreement (RFC 1661 6), since the peer may not be in numbered mode, not yet or no more.
    private static boolean isNeverNumbered(int protocol, byte[] information) {
        return protocol == Protocol.LCP
                && information.length > 0
                && information[0] <= ControlPacket.CODE_REJECT;
    }

    private Stream<LinkCommand> shown(boolean sent, int protocol, byte[] information) {
        if (!watched) {
            return Stream.empty();
        }
        byte[] masked = PasswordMask.shown(protocol, information);
        return Stream.of(new LinkCommand.Crossed(sent, FrameWriter.content(protocol, masked)));
    }
}
