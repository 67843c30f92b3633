package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.util.List;

/// Lines in shapes that real modules give them. Payloads, and the lines that announce them, are left
/// alone but for their beginning.
final class OddLines implements Fault {

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;

    OddLines(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        boolean line =
                said.kind() == Kind.INFORMATION
                        || said.kind() == Kind.RESULT
                        || said.kind() == Kind.UNSOLICITED;
        return line && said.isPlainLine() && pace.strikes()
                ? List.of(piece.as(odd(said, circumstances.oneOf(kinds))))
                : List.of(piece);
    }

    private static String odd(Utterance said, String shape) {
        String text = said.text();
        return switch (shape) {
            case "crcrlf" -> text.replaceFirst("\r\n$", "\r\r\n");
            case "lf" -> "\n" + said.line() + "\n";
            case "nospace" -> said.line().contains("\"") ? text : text.replaceFirst(": ", ":");
            case "noquotes" ->
                    said.kind() == Kind.UNSOLICITED ? text.replace("\"", "") : text;
            case "paren" ->
                    said.line().startsWith("+CSQ:") ? text.replaceFirst("\r\n$", ")\r\n") : text;
            case "digits" -> said.kind() == Kind.RESULT ? digit(said) : text;
            case "nuls" -> "\0\0" + text;
            default -> throw new IllegalStateException("no shape of lines: " + shape);
        };
    }

    /// The result as with `V0` (ITU-T V.250 6.2.6), where it has a digit.
    private static String digit(Utterance said) {
        return switch (said.line()) {
            case "OK" -> "0\r";
            case "ERROR" -> "4\r";
            default -> said.text();
        };
    }
}
