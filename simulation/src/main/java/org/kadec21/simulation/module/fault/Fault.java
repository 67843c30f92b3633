package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.carrier.CallConduct;
import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;

import java.util.List;
import java.util.Optional;

/// One misbehaviour while it is switched on. It stands between a module's core and its serial line
/// and sees commands before they are obeyed, what the module says before it is sent, and what the
/// host sends before the core reads it; some stand at the network's end of packet calls. What it
/// does not care for it lets pass.
interface Fault extends CallConduct {

    /// What becomes of a command.
    default Fate fateOf(AtCommand command) {
        return new Fate.Obeyed();
    }

    /// What is sent instead of `piece`.
    default List<Piece> said(Piece piece) {
        return List.of(piece);
    }

    /// What is heard instead of `bytes`.
    default byte[] heard(byte[] bytes) {
        return bytes;
    }

    /// What happens to the module or its port right before bytes from the host are read.
    default Optional<Incident> incident() {
        return Optional.empty();
    }
}
