package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.ppp.NegotiationTable.Action;
import org.kadec21.simulation.ppp.NegotiationTable.Event;
import org.kadec21.simulation.ppp.NegotiationTable.State;
import org.kadec21.simulation.ppp.NegotiationTable.Transition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// One control protocol: the automaton of RFC 1661 4 around the [Options] of LCP or of IPCP.
final class ControlProtocol {

    /// Restart timer (RFC 1661 4.6).
    static final Duration RESTART = Duration.ofSeconds(3);

    /// Max-Configure.
    static final int MAX_CONFIGURE = 10;

    /// Max-Terminate.
    static final int MAX_TERMINATE = 2;

    /// Refusals of our own requests in a row, before the host counts as one that never agrees.
    static final int MAX_REFUSALS = 10;

    private static final int CODES = 7;

    private final Options options;
    private final Layer layer;
    private State state = State.INITIAL;
    private Deadline restart = Deadline.never();
    private int restartsLeft;
    private int failures;
    private int refusals;
    private int lastId;
    private int requestedId;
    private byte[] requested = {};
    private boolean unanswered;
    private ControlPacket granted = new ControlPacket(0, 0, new byte[0]);
    private long now;

    /// What is above and below.
    interface Layer {

        void send(ControlPacket packet);

        /// This-Layer-Up.
        void up();

        /// This-Layer-Down.
        void down();

        /// This-Layer-Finished: nothing comes of it.
        void finished();
    }

    ControlProtocol(Options options, Layer layer) {
        this.options = options;
        this.layer = layer;
    }

    boolean isOpened() {
        return state == State.OPENED;
    }

    /// Whether the host would never agree.
    boolean isHopeless() {
        return refusals > MAX_REFUSALS;
    }

    /// Whether it neither is up nor tries to be.
    boolean isIdle() {
        return state.compareTo(State.STOPPED) <= 0;
    }

    Deadline nextDue() {
        return restart;
    }

    /// Something of RFC 1661 4.3 that is no packet and no time-out happened.
    void happens(Event event, long nowNanos) {
        now = nowNanos;
        step(event, new ControlPacket(0, 0, new byte[0]), List.of());
    }

    /// The restart timer may have run out.
    void due(long nowNanos) {
        if (restart.atNanos() <= nowNanos) {
            happens(restartsLeft > 0 ? Event.TO_PLUS : Event.TO_MINUS, nowNanos);
        }
    }

    /// A packet came; codes above Code-Reject are for the layer itself.
    void take(ControlPacket packet, long nowNanos) {
        now = nowNanos;
        switch (packet.code()) {
            case ControlPacket.CONFIGURE_REQUEST ->
                    ConfigureOption.parse(packet.data()).ifPresent(asked -> judge(packet, asked));
            case ControlPacket.CONFIGURE_ACK -> {
                if (isAnswer(packet) && Arrays.equals(packet.data(), requested)) {
                    unanswered = false;
                    refusals = 0;
                    step(Event.RCA, packet, List.of());
                }
            }
            case ControlPacket.CONFIGURE_NAK, ControlPacket.CONFIGURE_REJECT -> {
                if (isAnswer(packet)) {
                    unanswered = false;
                    ConfigureOption.parse(packet.data()).ifPresent(them -> refused(packet, them));
                }
            }
            case ControlPacket.TERMINATE_REQUEST -> step(Event.RTR, packet, List.of());
            case ControlPacket.TERMINATE_ACK -> step(Event.RTA, packet, List.of());
            case ControlPacket.CODE_REJECT -> step(codeReject(packet), packet, List.of());
            default -> step(Event.RUC, packet, List.of());
        }
    }

    /// An identifier that no packet of ours has had lately.
    int nextId() {
        lastId = (lastId + 1) & 0xFF;
        return lastId;
    }

    /// Copies of an answer, on a bad line, count once.
    private boolean isAnswer(ControlPacket packet) {
        return unanswered && packet.id() == requestedId;
    }

    private void judge(ControlPacket request, List<ConfigureOption> asked) {
        boolean known =
                granted.id() == request.id() && Arrays.equals(granted.data(), request.data());
        if (state == State.OPENED && known && options.isForABadLine()) {
            answer(ControlPacket.CONFIGURE_ACK, request.id(), request.data());
            return;
        }
        switch (options.judge(asked)) {
            case Options.Verdict.Granted() -> {
                failures = 0;
                granted = request;
                askAnew();
                step(Event.RCR_PLUS, request, asked);
            }
            case Options.Verdict.Rather(List<ConfigureOption> values) -> {
                failures++;
                boolean patient = failures <= options.patience();
                int code = patient ? ControlPacket.CONFIGURE_NAK : ControlPacket.CONFIGURE_REJECT;
                step(
                        Event.RCR_MINUS,
                        new ControlPacket(code, request.id(), request.data()),
                        patient ? values : sameTypes(asked, values));
            }
            case Options.Verdict.Refused(List<ConfigureOption> refused) ->
                    step(
                            Event.RCR_MINUS,
                            new ControlPacket(
                                    ControlPacket.CONFIGURE_REJECT, request.id(), request.data()),
                            refused);
        }
    }

    /// What the host wants may change what we want of it.
    private void askAnew() {
        boolean asking =
                state == State.REQ_SENT || state == State.ACK_RCVD || state == State.ACK_SENT;
        if (asking && !Arrays.equals(requested, ConfigureOption.bytes(options.wanted()))) {
            step(Event.TO_PLUS, new ControlPacket(0, 0, new byte[0]), List.of());
        }
    }

    private static List<ConfigureOption> sameTypes(
            List<ConfigureOption> asked, List<ConfigureOption> values) {
        return asked.stream()
                .filter(one -> values.stream().anyMatch(value -> value.type() == one.type()))
                .toList();
    }

    private void refused(ControlPacket packet, List<ConfigureOption> them) {
        if (packet.code() == ControlPacket.CONFIGURE_NAK) {
            options.naked(them);
        } else {
            options.rejected(them);
        }
        refusals++;
        step(isHopeless() ? Event.RXJ_MINUS : Event.RCN, packet, List.of());
    }

    /// A host that does not know what every host must know cannot be talked to.
    private static Event codeReject(ControlPacket packet) {
        boolean vital =
                packet.data().length > 0 && packet.data()[0] > 0 && packet.data()[0] <= CODES;
        return vital ? Event.RXJ_MINUS : Event.RXJ_PLUS;
    }

    private void step(Event event, ControlPacket cause, List<ConfigureOption> said) {
        NegotiationTable.of(state, event).ifPresent(transition -> follow(transition, cause, said));
    }

    private void follow(Transition transition, ControlPacket cause, List<ConfigureOption> said) {
        state = transition.next();
        if (!state.isTimed()) {
            restart = Deadline.never();
        }
        transition.actions().forEach(action -> act(action, cause, said));
    }

    private void act(Action action, ControlPacket cause, List<ConfigureOption> said) {
        switch (action) {
            case TLU -> layer.up();
            case TLD -> layer.down();
            case TLS -> {}
            case TLF -> layer.finished();
            case IRC ->
                    restartsLeft =
                            state == State.CLOSING || state == State.STOPPING
                                    ? MAX_TERMINATE
                                    : MAX_CONFIGURE;
            case ZRC -> {
                restartsLeft = 0;
                restart = Deadline.at(now).plus(RESTART);
            }
            case SCR -> {
                byte[] wanted = ConfigureOption.bytes(options.wanted());
                boolean again =
                        unanswered && Arrays.equals(requested, wanted) && options.isForABadLine();
                requested = wanted;
                requestedId = again ? requestedId : nextId();
                unanswered = true;
                ask(ControlPacket.CONFIGURE_REQUEST, requestedId, requested);
            }
            case SCA -> answer(ControlPacket.CONFIGURE_ACK, cause.id(), cause.data());
            case SCN -> answer(cause.code(), cause.id(), ConfigureOption.bytes(said));
            case STR -> ask(ControlPacket.TERMINATE_REQUEST, nextId(), new byte[0]);
            case STA -> answer(ControlPacket.TERMINATE_ACK, cause.id(), cause.data());
            case SCJ -> answer(ControlPacket.CODE_REJECT, nextId(), cause.bytes());
            case SER -> {}
        }
    }

    private void ask(int code, int id, byte[] data) {
        restartsLeft--;
        restart = Deadline.at(now).plus(options.restart());
        layer.send(new ControlPacket(code, id, data));
    }

    private void answer(int code, int id, byte[] data) {
        layer.send(new ControlPacket(code, id, data));
    }
}
