package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.util.List;

/// A bad line. It loses bytes of results and URCs, adds noise between lines, and cuts payloads short.
/// Numbers in answers and what the host sends stay whole: a digit that is lost from a length makes
/// another valid one, which no host can tell without a check sum.
final class ByteLoss implements Fault {

    /// So much of a payload is lost at least that the result behind it falls into the gap.
    private static final int LEAST_CUT = 16;

    private static final List<String> NOISE = List.of("\u00fe\u0080\u00f8", "\0", "~\u00c0!", "\u00e0");

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;

    ByteLoss(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        boolean spared = said.kind() == Kind.DATA || said.kind() == Kind.PROMPT;
        if (spared || !pace.strikes()) {
            return List.of(piece);
        }
        return switch (circumstances.oneOf(kinds)) {
            case "loss" -> List.of(isShort(said) ? lossy(piece) : piece);
            case "noise" ->
                    List.of(
                            Piece.of(said.as(circumstances.oneOf(NOISE) + "\r\n")), piece);
            default -> List.of(said.kind() == Kind.INFORMATION ? cut(piece) : piece);
        };
    }

    private static boolean isShort(Utterance said) {
        return said.isPlainLine()
                && (said.kind() == Kind.RESULT || said.kind() == Kind.UNSOLICITED);
    }

    private Piece lossy(Piece piece) {
        String text = piece.utterance().text();
        int at = circumstances.chance().nextInt(text.length());
        return piece.as(text.substring(0, at) + text.substring(at + 1));
    }

    private Piece cut(Piece piece) {
        Utterance said = piece.utterance();
        int payload = said.text().indexOf("\r\n", 2) + 2;
        int room = said.text().length() - payload;
        if (said.isPlainLine() || room <= LEAST_CUT) {
            return piece;
        }
        int lost = LEAST_CUT + circumstances.chance().nextInt(room - LEAST_CUT);
        return piece.as(said.text().substring(0, said.text().length() - lost));
    }
}
