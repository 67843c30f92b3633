package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.util.List;
import java.util.Optional;

/// Unsolicited lines where no manual has them: before and behind each line of an answer, without a
/// line end behind OK, and with the prefix of the answer itself. They are true, or mean nothing.
final class UrcNoise implements Fault {

    private static final List<String> NOISE =
            List.of("^RSSI:17", "+CIEV: 2,4", "+ZZNEWS: \"nobody\",7", "+CGREG: 1", "RING");

    private static final String END = "\r\n";

    private final Pace pace;
    private final Circumstances circumstances;

    UrcNoise(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        boolean inData = said.kind() == Kind.DATA;
        boolean asks = said.kind() == Kind.PROMPT || said.kind() == Kind.ECHO;
        if (inData || asks || !pace.strikes()) {
            return List.of(piece);
        }
        if (said.text().equals("\r\nOK\r\n") && circumstances.chance().nextBoolean()) {
            return List.of(piece.as("\r\nOK+CGREG: 1\r\n"));
        }
        Piece noise =
                Piece.of(new Utterance(Kind.UNSOLICITED, END + text(said) + END));
        return circumstances.chance().nextBoolean()
                ? List.of(noise, piece)
                : List.of(piece, noise, noise);
    }

    private String text(Utterance said) {
        return said.kind() == Kind.INFORMATION
                ? twin(said.line()).orElseGet(() -> circumstances.oneOf(NOISE))
                : circumstances.oneOf(NOISE);
    }

    /// The URC that looks like this answer, where there is one.
    private static Optional<String> twin(String line) {
        if (line.matches("\\+CG?REG: \\d,\\d.*")) {
            return Optional.of(line.replaceFirst("^(\\+CG?REG: )\\d,(\\d).*$", "$1$2"));
        }
        return line.startsWith("+CIPRXGET: 4,")
                ? Optional.of(line.replaceFirst("^\\+CIPRXGET: 4,(\\d+).*$", "+CIPRXGET: 1,$1"))
                : Optional.empty();
    }
}
