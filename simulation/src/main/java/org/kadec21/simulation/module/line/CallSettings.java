package org.kadec21.simulation.module.line;

import java.time.Duration;

/// What `&W` keeps of a modem's circuits and calls (ITU-T V.250 6.2.8 to 6.3.12; S12 as every modem
/// with Hayes' escape has it).
///
/// @param autoAnswer S0: rings before answering, 0 never
/// @param patience S7: seconds until a call counts as not answered
/// @param guard S12: silence around `+++`, in steps of 20 ms
/// @param carrierDetect `&C`: 0 always on, 1 follows the carrier
/// @param terminalReady `&D`: what a drop of DTR does: 0 nothing, 1 command mode, 2 hang up
/// @param results `X`: how much a call's results tell
public record CallSettings(
        int autoAnswer,
        int patience,
        int guard,
        int carrierDetect,
        int terminalReady,
        int results) {

    public static final CallSettings FACTORY = new CallSettings(0, 50, 50, 1, 2, 4);

    private static final int GUARD_STEP_MILLIS = 20;

    public Duration guardTime() {
        return Duration.ofMillis((long) guard * GUARD_STEP_MILLIS);
    }

    public CallSettings withAutoAnswer(int rings) {
        return new CallSettings(rings, patience, guard, carrierDetect, terminalReady, results);
    }

    public CallSettings withPatience(int seconds) {
        return new CallSettings(autoAnswer, seconds, guard, carrierDetect, terminalReady, results);
    }

    public CallSettings withGuard(int steps) {
        return new CallSettings(autoAnswer, patience, steps, carrierDetect, terminalReady, results);
    }

    public CallSettings withCarrierDetect(int mode) {
        return new CallSettings(autoAnswer, patience, guard, mode, terminalReady, results);
    }

    public CallSettings withTerminalReady(int mode) {
        return new CallSettings(autoAnswer, patience, guard, carrierDetect, mode, results);
    }

    public CallSettings withResults(int level) {
        return new CallSettings(autoAnswer, patience, guard, carrierDetect, terminalReady, level);
    }
}
