package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The Link Control Protocol of one link and what else travels as its packets: the refusal of
/// protocols, the end of the link, echoes both ways, and the magic number that tells a loop (RFC
/// 1661 5 and 6.4).
final class LcpPhase {

    /// So many of our own requests that come back mean a loop and not chance (RFC 1661 6.4).
    static final int MOST_LOOPS = 4;

    /// So many packets of unknown protocols are answered; more would only cost air.
    static final int MOST_PROTOCOL_REJECTS = 8;

    /// A copy of what is refused goes back with the refusal, cut to what any peer takes.
    private static final int MOST_REFUSED_BYTES = 256;

    private final ControlProtocol<LcpOptions> lcp;
    private final Numbering numbering;
    private final DamageMeter damages;
    private final EchoWatch echo = new EchoWatch();
    private Optional<String> farewell = Optional.empty();
    private int loops;
    private int protocolRejects;
    private int identifier;
    private Optional<UnknownLogin> unknownLogin = Optional.empty();

    /// @param magic our number, not zero
    /// @param numbering when to ask for numbered mode
    /// @param damages tells whether the line is bad
    LcpPhase(int magic, Numbering numbering, DamageMeter damages) {
        this.numbering = numbering;
        this.damages = damages;
        lcp = new ControlProtocol<>(LcpOptions.asking(magic), ControlPacket.DISCARD_REQUEST);
    }

    /// What comes of an event, to be done in this order.
    sealed interface Step {

        record Send(ControlPacket packet) implements Step {}

        /// The agreement stands.
        record Opened(LcpOptions agreed) implements Step {}

        /// It stands no longer: the peer negotiates anew, or the link ends.
        record Lowered() implements Step {}

        /// The peer does not know a protocol of ours.
        record Unknown(int protocol) implements Step {}

        /// There was no agreement, or the end was agreed on.
        record Finished() implements Step {}

        /// The link is no more.
        record Over(LinkEnd why) implements Step {}
    }

    boolean isOpened() {
        return lcp.isOpened();
    }

    /// What is agreed on, when it is.
    LcpOptions agreed() {
        return lcp.negotiation();
    }

    /// Longest packet that the peer takes, bytes.
    int peerUnit() {
        return lcp.negotiation().peer().unit();
    }

    /// See [ControlProtocol#isEndless()].
    boolean isEndless() {
        return lcp.isEndless();
    }

    /// What the peer has said when it ended the link before that was open, empty words where it
    /// said nothing; empty where it has not.
    Optional<String> farewell() {
        return farewell;
    }

    /// See [Negotiation#mostRequests()].
    int mostRequests() {
        return lcp.negotiation().mostRequests();
    }

    /// See [ControlProtocol#shortfall()].
    String shortfall() {
        return lcp.shortfall();
    }

    /// Whether numbered mode is asked for, and was not refused.
    boolean offersNumbers() {
        return lcp.negotiation().isOffered();
    }

    List<Step> begin(Deadline now) {
        offerNumbers();
        return steps(lcp.begin(now));
    }

    List<Step> close(Deadline now) {
        return steps(lcp.close(now));
    }

    List<Step> woken(Deadline now) {
        if (now.compareTo(lcp.wakeAt()) >= 0) {
            offerNumbers();
        }
        return steps(lcp.woken(now));
    }

    /// A request is about to go, or will when the peer negotiates anew: what the line has done to
    /// frames up to now may call for repeating them.
    private void offerNumbers() {
        boolean wanted =
                switch (numbering) {
                    case WHEN_BAD -> damages.isBad();
                    case ALWAYS -> true;
                    case NEVER -> false;
                };
        if (wanted) {
            lcp.wish(LcpOptions::offeringNumbers);
        }
    }

    /// When [#woken(Deadline)] is due.
    Deadline wakeAt() {
        return lcp.wakeAt();
    }

    List<Step> received(ControlPacket packet, Deadline now) {
        if (lcp.negotiation().isOurOwn(packet)) {
            loops++;
            if (loops >= MOST_LOOPS) {
                return List.of(new Step.Over(LinkEnd.looped()));
            }
        }
        boolean open = lcp.isOpened();
        if (open && packet.code() == ControlPacket.CONFIGURE_REQUEST) {
            offerNumbers();
        }
        return switch (packet.code()) {
            case ControlPacket.ECHO_REPLY -> {
                if (open) {
                    echo.answered(now);
                }
                yield List.of();
            }
            case ControlPacket.PROTOCOL_REJECT ->
                    open && packet.rest().length >= 2
                            ? List.of(new Step.Unknown(ControlPacket.number(packet.rest(), 0)))
                            : List.of();
            case ControlPacket.TERMINATE_REQUEST -> {
                List<Step> all = new ArrayList<>(steps(lcp.received(packet, now)));
                String words = PeerWords.of(packet.rest(), 0, packet.rest().length);
                if (open) {
                    all.add(new Step.Over(peerClosed(words)));
                } else {
                    farewell = Optional.of(words);
                }
                yield all;
            }
            case ControlPacket.CONFIGURE_REQUEST -> {
                unknownLogin = UnknownLogin.in(packet).or(() -> unknownLogin);
                yield steps(lcp.received(packet, now));
            }
            default -> steps(lcp.received(packet, now));
        };
    }

    private LinkEnd peerClosed(String words) {
        return unknownLogin
                .filter(_ -> agreed().peer().login().isEmpty())
                .map(wanted -> LinkEnd.unknownLogin(wanted.name(), words))
                .orElseGet(() -> LinkEnd.peerClosed(words));
    }

    private List<Step> steps(List<ControlProtocol.Step> steps) {
        return steps.stream().flatMap(step -> step(step).stream()).toList();
    }

    private Optional<Step> step(ControlProtocol.Step step) {
        return switch (step) {
            case ControlProtocol.Step.Send(ControlPacket packet) ->
                    Optional.of(new Step.Send(packet));
            case ControlProtocol.Step.Echo(ControlPacket request) ->
                    echoReply(request).map(Step.Send::new);
            case ControlProtocol.Step.Opened() -> {
                loops = 0;
                farewell = Optional.empty();
                yield Optional.of(new Step.Opened(lcp.negotiation()));
            }
            case ControlProtocol.Step.Lowered() -> Optional.of(new Step.Lowered());
            case ControlProtocol.Step.Finished() -> Optional.of(new Step.Finished());
        };
    }

    /// The peer's data goes back behind our own magic number (RFC 1661 5.8).
    private Optional<ControlPacket> echoReply(ControlPacket request) {
        byte[] rest = request.rest().clone();
        if (rest.length < Integer.BYTES) {
            return Optional.empty();
        }
        System.arraycopy(lcp.negotiation().magicBytes(), 0, rest, 0, Integer.BYTES);
        return Optional.of(new ControlPacket(ControlPacket.ECHO_REPLY, request.identifier(), rest));
    }

    /// Refuses a packet of a protocol that nobody here knows; empty where that was done often
    /// enough.
    Optional<ControlPacket> refusal(int protocol, byte[] body) {
        if (protocolRejects == MOST_PROTOCOL_REJECTS) {
            return Optional.empty();
        }
        protocolRejects++;
        byte[] copy = Arrays.copyOf(body, Math.min(body.length, MOST_REFUSED_BYTES));
        ByteBuffer rest = ByteBuffer.allocate(Short.BYTES + copy.length);
        rest.putShort((short) protocol).put(copy);
        return Optional.of(packet(ControlPacket.PROTOCOL_REJECT, rest.array()));
    }

    // whether the peer is there

    /// See [EchoWatch#attend(boolean, Deadline)].
    void attend(boolean attended, Deadline now) {
        echo.attend(attended, now);
    }

    /// Something whole came from the peer, of whatever protocol.
    void heard(Deadline now) {
        echo.heard(now);
    }

    /// Something came that nobody can read.
    void disturbed() {
        echo.disturbed();
    }

    /// Asks the peer whether it is there.
    ControlPacket echoRequest(Deadline now) {
        echo.asked(now);
        return packet(ControlPacket.ECHO_REQUEST, lcp.negotiation().magicBytes());
    }

    /// On a link that is up: what is due about a peer that is silent.
    List<Step> watched(Deadline now) {
        if (!echo.isDue(now)) {
            return List.of();
        }
        return List.of(
                echo.isDead()
                        ? new Step.Over(LinkEnd.silent(echo.unanswered()))
                        : new Step.Send(echoRequest(now)));
    }

    /// When [#watched(Deadline)] is due.
    Deadline watchAt() {
        return echo.wakeAt();
    }

    private ControlPacket packet(int code, byte[] rest) {
        identifier = identifier + 1 & 0xff;
        return new ControlPacket(code, identifier, rest);
    }
}
