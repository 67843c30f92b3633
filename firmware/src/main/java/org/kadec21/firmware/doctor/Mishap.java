package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.Step;

/// A step of the modem that did not work, as a result of a check.
final class Mishap {

    private Mishap() {}

    static Result.Failure of(Step.Failed<?> failed) {
        return new Result.Failure(blame(failed.cause()), failed.reason(), failed.advice());
    }

    private static Blame blame(Cause cause) {
        return switch (cause) {
            case SIM, DIALECT -> Blame.CONFIGURATION;
            case PORT, MODULE, REGISTRATION, BEARER -> Blame.OUT_OF_REACH;
        };
    }
}
