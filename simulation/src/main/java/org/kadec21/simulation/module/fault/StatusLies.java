package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.Utterance;
import org.kadec21.simulation.module.line.Utterance.Kind;

import java.util.List;

/// What the module tells of the network is not so: registered where there is no data service, no
/// system identification on a good cell, no signal figure.
final class StatusLies implements Fault {

    private final Pace pace;

    StatusLies(FaultOrder order, Circumstances circumstances) {
        pace = new Pace(order, circumstances);
    }

    @Override
    public Fate fateOf(AtCommand command) {
        return command.name().equals("+CGATT") && pace.strikes()
                ? new Fate.Answered(Reply.failed(CmeError.NO_NETWORK_SERVICE))
                : new Fate.Obeyed();
    }

    @Override
    public List<Piece> said(Piece piece) {
        Utterance said = piece.utterance();
        if (said.kind() != Kind.INFORMATION || !said.isPlainLine()) {
            return List.of(piece);
        }
        String line = said.line();
        String lie = lie(line);
        return lie.equals(line) || !pace.strikes()
                ? List.of(piece)
                : List.of(piece.as("\r\n" + lie + "\r\n"));
    }

    private static String lie(String line) {
        if (line.startsWith("+CSQ:")) {
            return "+CSQ: 99,99";
        }
        if (line.startsWith("+CSS:")) {
            return "+CSS: 0, Z, 99999";
        }
        if (line.startsWith("$BSINFO:")) {
            return line.replaceFirst("^(\\$BSINFO: \\d+,\\d+,\\d+),\\d+", "$1,0");
        }
        return line.replaceFirst("^(\\+CREG: \\d),[0234]$", "$1,1");
    }
}
