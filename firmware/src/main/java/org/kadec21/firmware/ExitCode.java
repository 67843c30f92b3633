package org.kadec21.firmware;

import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;

/// Exit codes of every command (`sysexits.h`).
public final class ExitCode {

    public static final int OK = 0;
    public static final int USAGE = 64;
    public static final int BAD_DATA = 65;
    public static final int UNAVAILABLE = 69;
    public static final int BUG = 70;
    public static final int DEFERRED = 75;
    public static final int IN_DOUBT = 76;
    public static final int CONFIGURATION = 78;

    private ExitCode() {}

    /// What a failed window means for a command that gives up on it: a peer that could not be
    /// reached is unavailable, one that answered and refused has deferred us, a SIM that refuses
    /// its PIN, or a module of another dialect, is a wrong configuration.
    static int of(WindowResult.Failed failed) {
        if (failed.cause().isPresent()) {
            return switch (failed.cause().get()) {
                case SIM, DIALECT -> CONFIGURATION;
                case PORT, MODULE, REGISTRATION, BEARER -> UNAVAILABLE;
            };
        }
        boolean unreached =
                failed.scope() == Scope.HOST
                        && failed.stage().filter(stage -> stage == Stage.CONNECT).isPresent();
        return unreached ? UNAVAILABLE : DEFERRED;
    }
}
