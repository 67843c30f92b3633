package org.kadec21.simulation.module.core;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CommandInterpreter;
import org.kadec21.simulation.module.line.EscapeWatch;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.Reply;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Circuit and packet calls by `ATD`: dialling, data mode, escape, hanging up (ITU-T V.250 6.3;
/// packet calls as in TIA/EIA/IS-707 `#777` and 3GPP TS 27.007 10.2 `*99#`). In data mode the far
/// end asks for a PPP link as a network does, LCP is answered, and what else is sent is taken. A
/// dead connection says NO CARRIER as text between its frames and heeds no escape.
public final class Calls {

    /// A line end behind the dialling command's own terminator does not abort it (V.250 5.6.1).
    private static final Duration ABORT_GRACE = Duration.ofMillis(125);

    /// A network that says no says so after this.
    private static final Duration REFUSAL = Duration.ofSeconds(3);

    /// How often the far end asks for the link (RFC 1661 4.6, the restart timer).
    private static final Duration LINK_REQUEST = Duration.ofSeconds(3);

    /// Rate of a 1x packet call, bit/s.
    private static final int RATE = 153_600;

    private static final String ANY_NUMBER = "";

    /// What a dead connection says in data mode.
    private static final String DEAD = "\r\n" + CallResult.NO_CARRIER.words() + "\r\n";

    private final DualBandModule module;
    private final EscapeWatch escape = new EscapeWatch();
    private final Map<String, CallResult> answers = new TreeMap<>();
    private State state = State.NONE;
    private long dialledAt;
    private final LcpPeer lcp = new LcpPeer();
    private long bytesTaken;
    private boolean dead;

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
        lcp.resume();
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
        Optional<byte[]> frame = lcp.take(b);
        if (dead) {
            if (frame.isPresent()) {
                module.line().sayInData(DEAD);
            }
            return;
        }
        frame.ifPresent(this::answer);
        if (state != State.DATA) {
            return;
        }
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
        state = State.DATA;
        dead = nowDead;
        bytesTaken = 0;
        lcp.restart();
        escape.restart(module.now());
        module.note("module.call", "state", "data", "dead", dead);
        module.line().foundInData();
        askForLink();
    }

    private void askForLink() {
        module.later(Purpose.LINK, LINK_REQUEST, this::linkRequestDue);
    }

    private void linkRequestDue() {
        if (state != State.DATA) {
            return;
        }
        lcp.request()
                .map(CommandInterpreter::text)
                .ifPresent(frame -> {
                    module.line().sayInData(dead ? frame + DEAD + frame : frame);
                    askForLink();
                });
    }

    private void answer(byte[] frame) {
        module.line().sayInData(CommandInterpreter.text(lcp.answer(frame)));
        if (lcp.isTerminated()) {
            carrierLost();
        }
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
        lcp.restart();
        return online();
    }

    private Reply online() {
        state = State.DATA;
        dead = false;
        escape.restart(module.now());
        askForLink();
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
            module.note("module.call", "state", "ended", "cause", cause, "up", bytesTaken);
        }
        state = State.NONE;
    }

    private Duration guard() {
        return module.line().settings().calls().guardTime();
    }
}
