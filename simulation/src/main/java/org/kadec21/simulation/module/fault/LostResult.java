package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// OK is not done: the result that should follow it comes first, or does not come. Where the OK is
/// all there is, that one is lost.
final class LostResult implements Fault {

    private static final List<String> RESULTS =
            List.of("+QIOPEN:", "+NETOPEN:", "+CIPOPEN:", "POWERED DOWN");

    private static final List<String> ANNOUNCING = List.of("+QIOPEN", "+NETOPEN", "+CIPOPEN");
    private static final List<String> BLOCKING =
            List.of("+USOCO", "#SD", "+CPOF", "+CPWROFF", "#SHDN");

    private final Pace pace;
    private final Circumstances circumstances;
    private final List<String> kinds;
    private String command = "";
    private Optional<Piece> held = Optional.empty();

    LostResult(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        kinds = order.words("kinds");
    }

    @Override
    public Fate fateOf(AtCommand next) {
        command = isAction(next) ? next.name() : "";
        return new Fate.Obeyed();
    }

    @Override
    public List<Piece> said(Piece piece) {
        Kind kind = piece.utterance().kind();
        String line = piece.utterance().line();
        boolean ok = kind == Kind.RESULT && line.equals("OK");
        if (ok && BLOCKING.contains(command)) {
            return strikes("never") ? List.of() : List.of(piece);
        }
        if (ok && ANNOUNCING.contains(command) && held.isEmpty() && strikes("early")) {
            held = Optional.of(piece);
            return List.of();
        }
        if (kind == Kind.UNSOLICITED && RESULTS.stream().anyMatch(line::startsWith)) {
            return strikes("never") ? released() : behind(piece);
        }
        return held.isPresent() && kind == Kind.RESULT ? before(piece) : List.of(piece);
    }

    /// A question has no result beside its answer.
    private static boolean isAction(AtCommand command) {
        return switch (command.form()) {
            case EXECUTE, SET -> true;
            case READ, TEST -> false;
        };
    }

    private boolean strikes(String kind) {
        return kinds.contains(kind)
                && (kinds.size() == 1 || circumstances.chance().nextBoolean())
                && pace.strikes();
    }

    private List<Piece> behind(Piece piece) {
        List<Piece> pieces = new ArrayList<>(List.of(piece));
        pieces.addAll(released());
        return pieces;
    }

    private List<Piece> before(Piece piece) {
        List<Piece> pieces = new ArrayList<>(released());
        pieces.add(piece);
        return pieces;
    }

    private List<Piece> released() {
        List<Piece> pieces = held.map(List::of).orElse(List.of());
        held = Optional.empty();
        return pieces;
    }
}
