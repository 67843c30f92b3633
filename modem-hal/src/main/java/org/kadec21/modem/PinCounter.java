package org.kadec21.modem;

import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;

import java.util.OptionalInt;

/// How many wrong PINs a SIM still allows: `+CPINR: SIM PIN,left,of` (3GPP TS 27.007 8.65).
///
/// @param left empty when the module does not tell
record PinCounter(OptionalInt left, int of) {

    /// Tries of a SIM with a full counter, when the module does not tell (3GPP TS 51.011 8.1).
    private static final int TRIES = 3;

    static final PinCounter UNKNOWN = new PinCounter(OptionalInt.empty(), TRIES);

    private static final int ANSWER_LINES = 8;

    static Command query() {
        return Command.of("AT+CPINR")
                .answeredBy(new Answer.Prefixed("+CPINR:", ANSWER_LINES, _ -> true));
    }

    static PinCounter of(Reply reply) {
        return reply instanceof Reply.Ok ok
                ? ok.lines().stream()
                        .map(Fields::of)
                        .filter(fields -> fields.text(0).orElse("").equals(SimState.PIN))
                        .map(fields ->
                                new PinCounter(fields.number(1), fields.number(2).orElse(TRIES)))
                        .findFirst()
                        .orElse(UNKNOWN)
                : UNKNOWN;
    }

    /// What a refusal has left, as the end of a sentence; empty when the module does not tell.
    String afterRefusal() {
        return left.isPresent() ? "; tries left: " + (left.getAsInt() - 1) : "";
    }

    boolean isFull() {
        return left.isPresent() && left.getAsInt() >= of;
    }

    /// Whether the SIM is known to have refused a PIN since the last right one.
    boolean isBegun() {
        return left.isPresent() && !isFull();
    }

    /// Whether one more wrong PIN would block the SIM.
    boolean isLastTry() {
        return left.isPresent() && left.getAsInt() <= 1;
    }
}
