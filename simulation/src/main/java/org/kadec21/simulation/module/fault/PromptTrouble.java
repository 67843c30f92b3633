package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.time.Duration;
import java.util.List;

/// A prompt is not what it should be. After a lost one the module takes the next command as payload.
final class PromptTrouble implements Fault {

    private static final List<String> SENDING =
            List.of("+QISEND", "+CIPSEND", "+USOWR", "#SSENDEXT");

    private static final Duration SLOWEST = Duration.ofSeconds(8);

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;
    private String trouble = "";

    PromptTrouble(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public Fate fateOf(AtCommand command) {
        boolean strikes = SENDING.contains(command.name()) && pace.strikes();
        trouble = strikes ? circumstances.oneOf(kinds) : "";
        return trouble.equals("error")
                ? new Fate.Answered(Reply.failed(CmeError.NOT_ALLOWED))
                : new Fate.Obeyed();
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        if (said.kind() != Kind.PROMPT) {
            return List.of(piece);
        }
        return switch (trouble) {
            case "bare" -> List.of(piece.as(said.line()));
            case "late" ->
                    List.of(piece.after(circumstances.between(Duration.ofSeconds(1), SLOWEST)));
            case "urc" ->
                    List.of(
                            piece,
                            Piece.of(new Utterance(Kind.UNSOLICITED, "\r\n+CGREG: 1\r\n")));
            case "lost" -> List.of();
            default -> List.of(piece);
        };
    }
}
