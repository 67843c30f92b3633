package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.line.CallResult;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.sms.SmsAddress;

import java.time.Duration;
import java.util.Optional;

/// A voice call that comes in: `RING` until it is answered, refused or given up (ITU-T V.250 6.3.5,
/// 6.3.8; 3GPP TS 27.007 6.11 and 7.6).
public final class IncomingCall {

    private static final Duration BETWEEN_RINGS = Duration.ofSeconds(5);

    /// A caller who gets no answer gives up after a minute.
    private static final int MOST_RINGS = 12;

    private final DualBandModule module;
    private Optional<String> caller = Optional.empty();
    private int rings;
    private boolean showsCaller;
    private boolean showsKind;

    IncomingCall(DualBandModule module) {
        this.module = module;
    }

    /// A call for a module without service or in a call is not even noticed.
    void ring(String from) {
        boolean free = caller.isEmpty() && module.calls().state() == Calls.State.NONE;
        if (free && module.power().isRadioOn() && module.registration().isHome()) {
            caller = Optional.of(from);
            rings = 0;
            module.note("module.call", "state", "ringing");
            ringOnce(from);
        }
    }

    void farEndHangsUp() {
        if (caller.isPresent()) {
            forget();
        } else {
            module.calls().farEndHangsUp();
        }
    }

    void forget() {
        caller = Optional.empty();
        module.timers().cancel(Purpose.RING);
    }

    public boolean isRinging() {
        return caller.isPresent();
    }

    /// `ATA`.
    public Reply answer() {
        if (caller.isEmpty()) {
            return new Reply.CallEnded(CallResult.NO_CARRIER);
        }
        forget();
        module.calls().answerVoice();
        return Reply.ok();
    }

    /// `+CLIP`: whether the caller's number is told.
    public boolean showsCaller() {
        return showsCaller;
    }

    public void showCaller(boolean on) {
        showsCaller = on;
    }

    /// `+CRC`: whether the kind of call is told.
    public boolean showsKind() {
        return showsKind;
    }

    public void showKind(boolean on) {
        showsKind = on;
    }

    private void ringOnce(String from) {
        rings++;
        module.urc(showsKind ? "+CRING: VOICE" : "RING");
        if (showsCaller) {
            SmsAddress number = SmsAddress.of(from);
            module.urc("+CLIP: \"" + number.number() + "\"," + number.type());
        }
        int answersAfter = module.line().settings().calls().autoAnswer();
        if (rings == answersAfter) {
            forget();
            module.calls().answerVoice();
        } else if (rings < MOST_RINGS) {
            module.later(Purpose.RING, BETWEEN_RINGS, () -> ringOnce(from));
        } else {
            forget();
        }
    }
}
