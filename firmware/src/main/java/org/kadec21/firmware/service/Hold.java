package org.kadec21.firmware.service;

import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.hal.LinkException;

import java.time.Duration;

/// Something done with the module while the unit keeps off it.
record Hold(ServicedUnit serviced) {

    /// A call that is under way may take so long to end.
    private static final Duration CALL_END = Duration.ofMinutes(3);

    /// What is done.
    @FunctionalInterface
    interface Work {
        Answer carryOut() throws LinkException;
    }

    /// Waits for the end of a call that is under way, does the work, and gives the module back
    /// whatever becomes of it.
    Answer during(ServiceLine line, Work work) throws LinkException {
        Unit unit = serviced.unit();
        if (unit.status().comms().onAir()) {
            line.news("the unit is on air; its call ends first");
        }
        if (!unit.hold(serviced.board().time().after(CALL_END))) {
            return new Refused(
                    Cause.DEFERRED,
                    "the unit's call has not ended in "
                            + CALL_END.toMinutes()
                            + " min; try again when 'status' says that it is off air");
        }
        try {
            return work.carryOut();
        } finally {
            unit.resume();
        }
    }
}
