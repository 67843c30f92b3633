package org.kadec21.simulation.module.core;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.EscapeWatch;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.Reply;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Circuit and packet calls by `ATD`: dialling, data mode, escape, hanging up (ITU-T V.250 6.3;
/// packet calls as in TIA/EIA/IS-707 `#777` and 3GPP TS 27.007 10.2 `*99#`). In data mode the
/// port's bytes are the network's, which speaks PPP. A dead connection says NO CARRIER as text
/// between its frames and heeds no escape.
public final class Calls {

    /// A line end behind the dialling command's own terminator does not abort it (V.250 5.6.1).
    private static final Duration ABORT_GRACE = Duration.ofMillis(125);

    /// A network that says no says so after this.
    private static final Duration REFUSAL = Duration.ofSeconds(3);

    /// Rate of a 1x packet call, bit/s.
    private static final int RATE = 153_600;

    private static final String ANY_NUMBER = "";

    private final DualBandModule module;
    private final EscapeWatch escape = new EscapeWatch();
    private final Map<String, CallResult> answers = new TreeMap<>();
    private State state = State.NONE;
    private long dialledAt;
    private final PacketCall packet;
    private long bytesTaken;
    private Optional<DeadLink> dead = Optional.empty();

    public enum State {
        NONE,
        DIALLING,
        VOICE,
        DATA,
        /// A data call whose port is in command mode.
        ESCAPED
    }

    public Calls(DualBandModule module) {
        this.module = module;
        packet = new PacketCall(module);
        answers.put(ANY_NUMBER, CallResult.CONNECT);
    }

    public State state() {
        return state;
    }

    /// How calls to `number` will end from now on; an empty number means all that have no answer of
    /// their own.
    public void answer(String number, CallResult result) {
        answers.put(number, result);
    }

    public Reply dial(String dialString) {
        if (state != State.NONE) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        if (!module.sim().isReady()) {
            return module.sim().refusal();
        }
        boolean voice = dialString.endsWith(";");
        String number = dialString.replaceAll("^[TP]|[^0-9A-D*#+]", "");
        CallResult result = outcome(number);
        state = State.DIALLING;
        dialledAt = module.now();
        return result == CallResult.NO_DIALTONE
                ? answered(result, voice)
                : module.pending(ringing(result), () -> answered(result, voice));
    }

    /// Takes an incoming voice call.
    void answerVoice() {
        state = State.VOICE;
        bytesTaken = 0;
        module.note("module.call", "state", "voice");
    }

    /// The far end has hung up (ITU-T V.250 6.3.6).
    void farEndHangsUp() {
        if (state == State.VOICE) {
            end("far end");
            module.urc(CallResult.NO_CARRIER.words());
        } else if (state != State.DIALLING) {
            carrierLost();
        }
    }

    /// A byte while dialling aborts it.
    public void interruptDialling() {
        boolean late = module.now() - dialledAt > ABORT_GRACE.toNanos();
        if (state == State.DIALLING && late) {
            module.timers().cancel(Purpose.PENDING_COMMAND);
            state = State.NONE;
            module.line().finish(new Reply.CallEnded(CallResult.NO_CARRIER));
        }
    }

    /// `ATO`.
    public Reply resume() {
        if (state != State.ESCAPED) {
            return new Reply.CallEnded(CallResult.NO_CARRIER);
        }
        packet.resume();
        return online();
    }

    /// `ATH`.
    public Reply hangUp() {
        module.incoming().forget();
        end("host");
        return Reply.ok();
    }

    /// A byte in data mode.
    public void take(byte b) {
        bytesTaken++;
        if (dead.isPresent()) {
            dead.get().take(b);
            return;
        }
        packet.take(b);
        escape.accept(b, module.now(), guard());
        Deadline due = escape.due(guard());
        if (due.isNever()) {
            module.timers().cancel(Purpose.ESCAPE);
        } else {
            module.later(Purpose.ESCAPE, guard(), this::escaped);
        }
    }

    /// The port is in data mode, by a call that the host of now knows nothing of.
    public void foundInData(boolean nowDead) {
        end("replaced");
        state = State.DATA;
        bytesTaken = 0;
        escape.restart(module.now());
        module.note("module.call", "state", "data", "dead", nowDead);
        module.line().foundInData();
        if (nowDead) {
            DeadLink link = new DeadLink(module);
            dead = Optional.of(link);
            link.begin();
        } else {
            packet.begin();
        }
    }

    /// Whether the host has to wait before it may type more.
    boolean isFull() {
        return state == State.DATA && packet.isFull();
    }

    boolean owns(long connection) {
        return packet.owns(connection);
    }

    /// Bytes of the network that the port takes now.
    int receiveRoom() {
        return packet.room(state == State.DATA);
    }

    /// Gives the network what the host has typed.
    void flush() {
        packet.flush();
    }

    long bytesUp() {
        return packet.bytesUp();
    }

    long bytesDown() {
        return packet.bytesDown();
    }

    /// Whether the port is in data mode.
    public boolean isOnline() {
        return state == State.DATA;
    }

    /// Whether a data call has a traffic channel.
    public boolean isTrafficking() {
        return state == State.DATA || state == State.ESCAPED;
    }

    /// The network has taken the call.
    void connected() {
        packet.connected();
    }

    void received(byte[] bytes) {
        packet.received(bytes);
    }

    void delivered(int bytes) {
        packet.delivered(bytes);
    }

    /// DTR fell: `&D` decides. Nothing is said, for nobody listens.
    public void terminalDropped() {
        switch (module.line().settings().calls().terminalReady()) {
            case 1 -> {
                if (state == State.DATA) {
                    state = State.ESCAPED;
                    module.line().leaveData("");
                }
            }
            case 2 -> {
                boolean dialling = state == State.DIALLING;
                end("dtr");
                module.line().leaveData("");
                if (dialling) {
                    module.timers().cancel(Purpose.PENDING_COMMAND);
                    module.line().abandon();
                }
            }
            default -> {}
        }
    }

    /// Without packet service there is no packet call.
    void detached() {
        if (isTrafficking()) {
            carrierLost();
        }
    }

    /// The network took the call away.
    public void carrierLost() {
        boolean wasData = state == State.DATA;
        boolean told = wasData || state == State.ESCAPED;
        end("carrier");
        LineSettings settings = module.line().settings();
        String words =
                settings.result(CallResult.NO_CARRIER.words(), CallResult.NO_CARRIER.digit());
        if (wasData) {
            module.line().leaveData(words);
        } else if (told) {
            module.urc(CallResult.NO_CARRIER.words());
        }
    }

    public void forget() {
        packet.end();
        dead = Optional.empty();
        state = State.NONE;
    }

    private CallResult outcome(String number) {
        if (!module.power().isRadioOn()) {
            return CallResult.NO_DIALTONE;
        }
        if (!module.registration().isHome()) {
            return CallResult.NO_CARRIER;
        }
        return Optional.ofNullable(answers.get(number))
                .orElseGet(() -> answers.getOrDefault(ANY_NUMBER, CallResult.CONNECT));
    }

    private Duration ringing(CallResult result) {
        return switch (result) {
            case NO_DIALTONE -> Duration.ZERO;
            case NO_CARRIER, BUSY -> REFUSAL;
            case NO_ANSWER -> Duration.ofSeconds(module.line().settings().calls().patience());
            case CONNECT -> module.timings().activation();
        };
    }

    private Reply answered(CallResult result, boolean voice) {
        if (result != CallResult.CONNECT) {
            state = State.NONE;
            return new Reply.CallEnded(result.at(module.line().settings().calls().results()));
        }
        module.note("module.call", "state", voice ? "voice" : "data");
        if (voice) {
            state = State.VOICE;
            return Reply.ok();
        }
        bytesTaken = 0;
        packet.begin();
        return online();
    }

    private Reply online() {
        state = State.DATA;
        escape.restart(module.now());
        int level = module.line().settings().calls().results();
        return new Reply.Online(level == 0 ? "CONNECT" : "CONNECT " + RATE);
    }

    private void escaped() {
        if (state == State.DATA) {
            state = State.ESCAPED;
            module.line().leaveData(module.line().settings().result("OK", "0"));
        }
    }

    private void end(String cause) {
        if (state != State.NONE) {
            module.timers().cancel(Purpose.ESCAPE);
            module.timers().cancel(Purpose.LINK);
            module.note("module.call", "state", "ended", "cause", cause, "up", bytesTaken);
        }
        packet.end();
        dead = Optional.empty();
        state = State.NONE;
    }

    private Duration guard() {
        return module.line().settings().calls().guardTime();
    }
}
