package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.Utterance.Kind;

import java.util.List;

/// Announcements of received data are edge-triggered, so one that is lost is never repeated.
final class LostRecv implements Fault {

    private static final List<String> ANNOUNCEMENTS =
            List.of("+QIURC: \"recv\"", "+CIPRXGET: 1,", "+UUSORD:", "SRING:");

    private final Pace pace;

    LostRecv(FaultOrder order, Circumstances circumstances) {
        pace = new Pace(order, circumstances);
    }

    @Override
    public List<Piece> said(Piece piece) {
        String line = piece.utterance().line();
        boolean announces =
                piece.utterance().kind() == Kind.UNSOLICITED
                        && piece.utterance().isPlainLine()
                        && ANNOUNCEMENTS.stream().anyMatch(line::startsWith);
        return announces && pace.strikes() ? List.of() : List.of(piece);
    }
}
