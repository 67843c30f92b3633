package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.time.Duration;
import java.util.List;

/// The answer to a command comes so late that the host has given up. A module answers in order, so
/// what it says later waits behind.
final class LateReply implements Fault {

    private final Pace pace;
    private final Circumstances circumstances;
    private final Duration least;
    private final Duration most;
    private Duration pending = Duration.ZERO;

    LateReply(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        least = order.duration("least");
        most = order.duration("most");
    }

    @Override
    public Fate fateOf(AtCommand command) {
        if (pace.strikes()) {
            pending = circumstances.between(least, most);
        }
        return new Fate.Obeyed();
    }

    @Override
    public List<Piece> said(Piece piece) {
        Kind kind = piece.utterance().kind();
        if (kind != Kind.INFORMATION && kind != Kind.RESULT) {
            return List.of(piece);
        }
        Duration pause = pending;
        pending = Duration.ZERO;
        return List.of(piece.after(pause));
    }
}
