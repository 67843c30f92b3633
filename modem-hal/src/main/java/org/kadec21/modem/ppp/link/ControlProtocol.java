package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.Automaton.Event;
import org.kadec21.modem.ppp.link.Automaton.State;
import org.kadec21.modem.ppp.link.Negotiation.Judgement;
import org.kadec21.modem.ppp.link.Negotiation.Verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One control protocol: the [Automaton] with its restart timer and counters (RFC 1661 4.6), and
/// what is negotiated. Events in, steps out; [#wakeAt()] says when to come back without one.
///
/// @param <N> what is negotiated
final class ControlProtocol<N extends Negotiation<N>> {

    /// Restart timer (RFC 1661 4.6). The same identifier goes out again, so that an answer that
    /// took longer still counts.
    static final Duration RESTART = Duration.ofSeconds(3);

    /// The same over a link that repeats frames: nothing is lost, and an answer takes seconds. A
    /// request that goes again is a new beginning to a peer that has agreed already, and where that
    /// happens each time there is no end of it.
    static final Duration RESTART_OVER_REPEATS = Duration.ofSeconds(12);

    /// Max-Configure (RFC 1661 4.6): half a minute for a network that is slow to begin.
    static final int MOST_REQUESTS = 10;

    /// Max-Terminate (RFC 1661 4.6).
    static final int MOST_TERMINATES = 2;

    /// Max-Failure (RFC 1661 4.6): so many times other values are proposed, then they are refused.
    static final int MOST_NAKS = 5;

    /// So many times the peer may want something else, or ask for what it cannot have.
    static final int MOST_ROUNDS = 20;

    /// Between a peer's word that it is not ready and the next request.
    static final Duration NOT_YET = Duration.ofSeconds(1);

    /// So many times it may say that; a packet context that comes up at all does so in less.
    static final int MOST_PUT_OFFS = 40;

    private static final int MOST_CODE = 255;

    private final int lastCode;
    private N negotiation;
    private State state = State.INITIAL;
    private final List<Step> steps = new ArrayList<>();
    private Deadline timer = Deadline.never();
    private boolean repeats;
    private int triesLeft;
    private int identifier;
    private Optional<ControlPacket> outstanding = Optional.empty();
    private Optional<ControlPacket> agreed = Optional.empty();
    private int naks;
    private int rounds;
    private int putOffs;
    private boolean oursAgreed;
    private boolean theirsAgreed;
    private boolean unknown;

    /// @param lastCode highest code of the protocol: 7, or 11 for LCP
    ControlProtocol(N negotiation, int lastCode) {
        this.negotiation = negotiation;
        this.lastCode = lastCode;
    }

    /// What comes of an event, to be done in this order.
    sealed interface Step {

        record Send(ControlPacket packet) implements Step {}

        /// An Echo-Request wants an answer.
        record Echo(ControlPacket request) implements Step {}

        /// The agreement stands.
        record Opened() implements Step {}

        /// It stands no longer.
        record Lowered() implements Step {}

        /// The protocol has ended: there was no answer, or no agreement.
        record Finished() implements Step {}
    }

    State state() {
        return state;
    }

    N negotiation() {
        return negotiation;
    }

    boolean isOpened() {
        return state == State.OPENED;
    }

    /// Whether the peer has wanted something else too often, or to wait.
    boolean isEndless() {
        return rounds > MOST_ROUNDS || isPutOff();
    }

    /// Whether the peer has said, too often, that it is not ready.
    boolean isPutOff() {
        return putOffs >= MOST_PUT_OFFS;
    }

    /// What the peer has done instead of coming to an agreement.
    String shortfall() {
        if (unknown) {
            return "does not know its packets (Code-Reject)";
        }
        if (isEndless()) {
            return "kept asking for something else";
        }
        if (oursAgreed != theirsAgreed) {
            return oursAgreed
                    ? "agreed to our wishes and never told its own"
                    : "told its own wishes and never agreed to ours";
        }
        return "never came to an agreement";
    }

    /// Changes the wishes; only before a request goes, since an answer is to those that went.
    void wish(UnaryOperator<N> change) {
        N next = change.apply(negotiation);
        triesLeft += next.mostRequests() - negotiation.mostRequests();
        negotiation = next;
    }

    /// Whether the link below repeats frames that were lost.
    void lineRepeats(boolean itself) {
        repeats = itself;
    }

    /// When [#woken(Deadline)] is due.
    Deadline wakeAt() {
        return timer;
    }

    /// The layer below has come up, and the protocol is wanted.
    List<Step> begin(Deadline now) {
        apply(Event.UP, now);
        apply(Event.OPEN, now);
        return taken();
    }

    /// The layer below is gone.
    List<Step> down(Deadline now) {
        apply(Event.DOWN, now);
        return taken();
    }

    /// The protocol is no longer wanted.
    List<Step> close(Deadline now) {
        apply(Event.CLOSE, now);
        return taken();
    }

    /// The peer does not know this protocol (Protocol-Reject).
    List<Step> rejected(Deadline now) {
        apply(Event.FATAL_REJECT, now);
        return taken();
    }

    /// Time has passed.
    List<Step> woken(Deadline now) {
        if (now.compareTo(timer) >= 0) {
            apply(triesLeft > 0 ? Event.TIMEOUT : Event.LAST_TIMEOUT, now);
        }
        return taken();
    }

    /// A packet has come. One that is malformed, or that answers nothing that was asked, counts for
    /// nothing.
    List<Step> received(ControlPacket packet, Deadline now) {
        switch (packet.code()) {
            case ControlPacket.CONFIGURE_REQUEST ->
                    Option.in(packet.rest()).ifPresent(asked -> requested(packet, asked, now));
            case ControlPacket.CONFIGURE_ACK -> {
                if (answers(packet) && Arrays.equals(packet.rest(), asked())) {
                    outstanding = Optional.empty();
                    oursAgreed = true;
                    apply(Event.ACK, now);
                }
            }
            case ControlPacket.CONFIGURE_NAK, ControlPacket.CONFIGURE_REJECT ->
                    Option.in(packet.rest())
                            .filter(_ -> answers(packet))
                            .ifPresent(options -> declined(packet.code(), options, now));
            case ControlPacket.TERMINATE_REQUEST -> apply(Event.TERMINATE_REQUEST, packet, now);
            case ControlPacket.TERMINATE_ACK -> apply(Event.TERMINATE_ACK, now);
            case ControlPacket.CODE_REJECT -> {
                int rejected = packet.rest().length == 0 ? MOST_CODE : packet.rest()[0] & 0xff;
                boolean fatal = rejected <= ControlPacket.CODE_REJECT;
                unknown |= fatal;
                apply(fatal ? Event.FATAL_REJECT : Event.HARMLESS_REJECT, now);
            }
            default -> apply(isLcps(packet) ? Event.ECHO : Event.UNKNOWN_CODE, packet, now);
        }
        return taken();
    }

    /// A request that was agreed to and comes again, with its identifier, is one whose answer was
    /// lost, or is still on its way: a new one would have another identifier (RFC 1661 5.1).
    private boolean isAgreedAlready(ControlPacket packet, List<Option> asked) {
        return state == State.OPENED
                && (repeats || negotiation.tellsRepetition(asked))
                && agreed.filter(known ->
                                known.identifier() == packet.identifier()
                                        && Arrays.equals(known.rest(), packet.rest()))
                        .isPresent();
    }

    private void requested(ControlPacket packet, List<Option> asked, Deadline now) {
        if (isAgreedAlready(packet, asked)) {
            send(ControlPacket.CONFIGURE_ACK, packet.identifier(), packet.rest());
            return;
        }
        Judgement judgement = patient(negotiation.judge(asked), asked);
        if (judgement.verdict() == Verdict.ACK) {
            naks = 0;
            theirsAgreed = true;
            agreed = Optional.of(packet);
            negotiation = negotiation.granted(asked);
            apply(Event.GOOD_REQUEST, packet, now);
        } else {
            rounds++;
            naks++;
            ControlPacket answer =
                    new ControlPacket(
                            judgement.verdict().code(),
                            packet.identifier(),
                            Option.bytes(judgement.options()));
            apply(Event.BAD_REQUEST, answer, now);
        }
    }

    /// Whether it is one of the codes that LCP has beside those of every protocol. 0 is a vendor's
    /// (RFC 2153 1.1).
    private boolean isLcps(ControlPacket packet) {
        return packet.code() > ControlPacket.CODE_REJECT && packet.code() <= lastCode;
    }

    /// Proposing other values comes to an end; refusing does not, [#isEndless()] does that.
    private Judgement patient(Judgement judgement, List<Option> asked) {
        if (judgement.verdict() != Verdict.NAK || naks < MOST_NAKS) {
            return judgement;
        }
        List<Integer> types = judgement.options().stream().map(Option::type).toList();
        return new Judgement(
                Verdict.REJECT,
                asked.stream().filter(option -> types.contains(option.type())).toList());
    }

    private void declined(int code, List<Option> options, Deadline now) {
        outstanding = Optional.empty();
        N next =
                code == ControlPacket.CONFIGURE_NAK
                        ? negotiation.advised(options)
                        : negotiation.refused(options);
        boolean putOff = next.mayBeEarly() && next.wishes().equals(negotiation.wishes());
        negotiation = next;
        if (putOff && (state == State.REQUEST_SENT || state == State.ACK_SENT)) {
            putOffs++;
            triesLeft = MOST_REQUESTS;
            timer = now.plus(NOT_YET);
        } else {
            rounds++;
            apply(Event.NAK, now);
        }
    }

    private boolean answers(ControlPacket packet) {
        return outstanding.filter(asked -> asked.identifier() == packet.identifier()).isPresent();
    }

    private byte[] asked() {
        return outstanding.map(ControlPacket::rest).orElse(new byte[0]);
    }

    private void apply(Event event, Deadline now) {
        apply(event, new ControlPacket(0, 0, new byte[0]), now);
    }

    /// @param packet what the event is about: the request to be answered, or the answer to it
    private void apply(Event event, ControlPacket packet, Deadline now) {
        Automaton.move(state, event)
                .ifPresent(move -> {
                    move.actions().forEach(action -> act(action, packet, now));
                    state = move.next();
                    if (!state.isTimed()) {
                        timer = Deadline.never();
                    }
                });
    }

    private void act(Automaton.Action action, ControlPacket packet, Deadline now) {
        switch (action) {
            case TLU -> {
                rounds = 0;
                putOffs = 0;
                steps.add(new Step.Opened());
            }
            case TLD -> {
                oursAgreed = false;
                theirsAgreed = false;
                steps.add(new Step.Lowered());
            }
            case TLS -> {} // the layer below is a call that is up already
            case TLF -> steps.add(new Step.Finished());
            case IRC -> triesLeft = negotiation.mostRequests();
            case ZRC -> {
                triesLeft = 0;
                timer = now.plus(RESTART);
            }
            case SCR -> sendRequest(now);
            case SCA -> send(ControlPacket.CONFIGURE_ACK, packet.identifier(), packet.rest());
            case SCN -> steps.add(new Step.Send(packet));
            case STR -> sendTerminate(now);
            case STA -> send(ControlPacket.TERMINATE_ACK, packet.identifier(), new byte[0]);
            case SCJ -> send(ControlPacket.CODE_REJECT, nextIdentifier(), packet.bytes());
            case SER -> {
                if (packet.code() == ControlPacket.ECHO_REQUEST) {
                    steps.add(new Step.Echo(packet));
                }
            }
        }
    }

    private void sendRequest(Deadline now) {
        byte[] wishes = Option.bytes(negotiation.wishes());
        if (outstanding.isEmpty() || !Arrays.equals(asked(), wishes)) {
            outstanding =
                    Optional.of(
                            new ControlPacket(
                                    ControlPacket.CONFIGURE_REQUEST, nextIdentifier(), wishes));
        }
        outstanding.ifPresent(request -> steps.add(new Step.Send(request)));
        triesLeft--;
        timer = now.plus(repeats ? RESTART_OVER_REPEATS : RESTART);
    }

    private void sendTerminate(Deadline now) {
        if (state != State.CLOSING && state != State.STOPPING) {
            triesLeft = MOST_TERMINATES;
        }
        send(ControlPacket.TERMINATE_REQUEST, nextIdentifier(), new byte[0]);
        triesLeft--;
        timer = now.plus(RESTART);
    }

    private void send(int code, int number, byte[] rest) {
        steps.add(new Step.Send(new ControlPacket(code, number, rest)));
    }

    private int nextIdentifier() {
        identifier = identifier + 1 & 0xff;
        return identifier;
    }

    private List<Step> taken() {
        List<Step> result = List.copyOf(steps);
        steps.clear();
        return result;
    }
}
