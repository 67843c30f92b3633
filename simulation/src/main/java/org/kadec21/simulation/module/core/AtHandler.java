package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.AtCommand;
import org.kadec21.simulation.module.line.AtCommand.Form;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.util.EnumMap;
import java.util.Map;

/// What one AT command does in each of its forms: execute `+X`, read `+X?`, test `+X=?`, set
/// `+X=...` (V.250 5.4.4). A form without behaviour is answered "operation not supported".
public final class AtHandler {

    private final Map<Form, Behaviour> behaviours = new EnumMap<>(Form.class);
    private boolean demandsCard;

    public AtHandler execute(Behaviour behaviour) {
        behaviours.put(Form.EXECUTE, behaviour);
        return this;
    }

    public AtHandler read(Behaviour behaviour) {
        behaviours.put(Form.READ, behaviour);
        return this;
    }

    public AtHandler set(Behaviour behaviour) {
        behaviours.put(Form.SET, behaviour);
        return this;
    }

    /// Answers the test form with one line, or with a bare OK when `line` is empty.
    public AtHandler test(String line) {
        behaviours.put(
                Form.TEST, (module, arguments) -> line.isEmpty() ? Reply.ok() : Reply.ok(line));
        return this;
    }

    public AtHandler test(Behaviour behaviour) {
        behaviours.put(Form.TEST, behaviour);
        return this;
    }

    /// Makes every form but the test refuse while the card cannot be used, in the words of short
    /// messages (3GPP TS 27.005 3.2.5).
    public AtHandler demandingCard() {
        demandsCard = true;
        return this;
    }

    public Reply answer(DualBandModule module, AtCommand command) {
        if (demandsCard && command.form() != Form.TEST && !module.sim().isReady()) {
            return module.sim().messageRefusal();
        }
        Behaviour behaviour = behaviours.get(command.form());
        return behaviour == null
                ? Reply.failed(CmeError.NOT_SUPPORTED)
                : behaviour.answer(module, Arguments.parse(command.arguments()));
    }

    /// One form of a command.
    @FunctionalInterface
    public interface Behaviour {
        Reply answer(DualBandModule module, Arguments arguments);
    }
}
