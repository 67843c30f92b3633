package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.time.Duration;
import java.util.List;

/// Errors that tell nothing, for commands that worked a moment ago; and the port that says OK to
/// everything. A PIN is always let through: a refusal that is none would cost a try.
final class OddErrors implements Fault {

    private static final List<String> SHAPES =
            List.of(
                    "ERROR",
                    "+CME ERROR: 100",
                    "+CME ERROR: unknown",
                    "+CME ERROR:",
                    "+CMS ERROR: 500",
                    "NA",
                    "COMMAND NOT SUPPORT");

    private static final List<String> ALWAYS_OBEYED = List.of("+CPIN", "+CPINR");

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;
    private final Duration agreeable;
    private long yesUntil = Long.MIN_VALUE;

    OddErrors(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
        agreeable = order.duration("yes");
    }

    @Override
    public Fate fateOf(AtCommand command) {
        if (ALWAYS_OBEYED.contains(command.name())) {
            return new Fate.Obeyed();
        }
        long now = circumstances.nanos().getAsLong();
        if (now < yesUntil) {
            return new Fate.Answered(Reply.ok());
        }
        if (!pace.strikes()) {
            return new Fate.Obeyed();
        }
        if (circumstances.oneOf(kinds).equals("refuse")) {
            return new Fate.Answered(Reply.failed(CmeError.NOT_ALLOWED));
        }
        yesUntil = now + agreeable.toNanos();
        return new Fate.Answered(Reply.ok());
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        boolean error =
                said.kind() == Kind.RESULT
                        && (said.line().equals("ERROR") || said.line().equals("+CME ERROR: 3"));
        return error
                ? List.of(piece.as("\r\n" + circumstances.oneOf(SHAPES) + "\r\n"))
                : List.of(piece);
    }
}
