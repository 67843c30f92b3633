package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.Power.Level;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

/// Functionality: 3GPP TS 27.007 8.2 (`+CFUN`). Each vendor has its own word for powering down.
public final class PowerCommands implements CommandFamily {

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CFUN")
                .read((module, a) -> Reply.ok("+CFUN: " + module.power().level().number()))
                .set(PowerCommands::functionality)
                .test("+CFUN: (0,1,4),(0,1)");
    }

    private static Reply functionality(DualBandModule module, Arguments arguments) {
        int reset = arguments.numberOr(1, 0);
        if (reset != 0 && reset != 1) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return switch (arguments.numberOr(0, -1)) {
            case 0 -> change(module, Level.MINIMUM, reset);
            case 1 -> change(module, Level.FULL, reset);
            case 4 -> change(module, Level.NO_RADIO, reset);
            default -> Reply.failed(CmeError.INVALID_PARAMETERS);
        };
    }

    private static Reply change(DualBandModule module, Level level, int reset) {
        if (reset == 1) {
            module.power().restart();
        } else {
            module.power().changeLevel(level);
        }
        return Reply.ok();
    }

    /// Powers down in good order: OK at once, the vendor's farewell when the network has been left.
    public static Reply powerDown(DualBandModule module, Arguments arguments) {
        module.power().stop();
        return Reply.ok();
    }
}
