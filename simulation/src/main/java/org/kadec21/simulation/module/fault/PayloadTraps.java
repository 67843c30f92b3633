package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What looks like a reply inside a payload comes on its own, with silence around it, so that whoever
/// does not count bytes takes it for one.
final class PayloadTraps implements Fault {

    private static final Pattern TRAP =
            Pattern.compile(
                    "\r\nOK\r\n|\r\nERROR\r\n|NO CARRIER|CONNECT|\\+\\+\\+|[>@\"\0\u001a\u001b]");

    /// Traps of one payload that are set; more only take time.
    private static final int MOST = 20;

    private final Pace pace;
    private final Duration pause;

    PayloadTraps(FaultOrder order, Circumstances circumstances) {
        pace = new Pace(order, circumstances);
        pause = order.duration("pause");
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        boolean payload =
                !said.isPlainLine()
                        && (said.kind() == Kind.INFORMATION || said.kind() == Kind.UNSOLICITED);
        return payload && pace.strikes() ? split(piece) : List.of(piece);
    }

    private List<Piece> split(Piece piece) {
        String text = piece.utterance().text();
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = TRAP.matcher(text);
        int at = 0;
        Duration before = piece.pause();
        while (pieces.size() < 2 * MOST && matcher.find()) {
            if (matcher.start() > at) {
                pieces.add(new Piece(before, said(piece, at, matcher.start())));
                before = pause;
            }
            pieces.add(new Piece(before, said(piece, matcher.start(), matcher.end())));
            before = pause;
            at = matcher.end();
        }
        pieces.add(new Piece(before, said(piece, at, text.length())));
        return pieces;
    }

    private static Utterance said(Piece piece, int from, int to) {
        return piece.utterance().as(piece.utterance().text().substring(from, to));
    }
}
