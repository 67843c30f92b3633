package org.kadec21.simulation.module.command;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.sms.CharacterSet;
import org.kadec21.simulation.module.sms.SmsAddress;

/// The card: 3GPP TS 27.007 7.1 (`+CNUM`), 7.4 (`+CLCK`), 7.5 (`+CPWD`), 8.3 (`+CPIN`), 8.65
/// (`+CPINR`).
public final class SimCommands implements CommandFamily {

    private static final int QUERY = 2;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CPIN").read(SimCommands::state).set(SimCommands::enter).test("");
        registry.command("+CPINR")
                .execute(SimCommands::triesLeft)
                .set(SimCommands::triesLeft)
                .test("");
        registry.command("+CLCK").set(SimCommands::lock).test("+CLCK: (\"SC\")");
        registry.command("+CPWD").set(SimCommands::change).test("+CPWD: (\"SC\",8)");
        registry.command("+CNUM").execute(SimCommands::ownNumber).test("");
    }

    private static Reply state(DualBandModule module, Arguments arguments) {
        return !module.sim().isInserted() || module.sim().card().isDead()
                ? module.sim().refusal()
                : Reply.ok("+CPIN: " + module.sim().state());
    }

    private static Reply enter(DualBandModule module, Arguments arguments) {
        Secret first = Secret.of(arguments.text(0).orElse(""));
        if (!isCode(first)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        if (arguments.count() == 1) {
            return module.sim().enterPin(first);
        }
        Secret newPin = Secret.of(arguments.text(1).orElse(""));
        return isCode(newPin)
                ? module.sim().enterPuk(first, newPin)
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    /// Four to eight digits (3GPP TS 31.101 9.3).
    private static boolean isCode(Secret code) {
        return code.reveal().matches("\\d{4,8}");
    }

    private static Reply triesLeft(DualBandModule module, Arguments arguments) {
        if (!module.sim().isInserted()) {
            return module.sim().refusal();
        }
        SimCard card = module.sim().card();
        String pin = "+CPINR: SIM PIN," + card.pinTriesLeft() + "," + SimCard.PIN_TRIES;
        String puk = "+CPINR: SIM PUK," + card.pukTriesLeft() + "," + SimCard.PUK_TRIES;
        return switch (arguments.text(0).orElse("")) {
            case "" -> Reply.ok(pin, puk);
            case "SIM PIN" -> Reply.ok(pin);
            case "SIM PUK" -> Reply.ok(puk);
            default -> Reply.failed(CmeError.INVALID_PARAMETERS);
        };
    }

    /// `+CLCK="SC",<mode>[,<pin>]`: 0 unlock, 1 lock, 2 query.
    private static Reply lock(DualBandModule module, Arguments arguments) {
        if (!isCardFacility(arguments)) {
            return Reply.failed(CmeError.NOT_SUPPORTED);
        }
        if (!module.sim().isInserted()) {
            return module.sim().refusal();
        }
        int mode = arguments.numberOr(1, -1);
        if (mode == QUERY) {
            return Reply.ok("+CLCK: " + (module.sim().card().asksForPin() ? 1 : 0));
        }
        Secret pin = Secret.of(arguments.text(2).orElse(""));
        return (mode == 0 || mode == 1) && isCode(pin)
                ? module.sim().lock(mode == 1, pin)
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    /// `+CPWD="SC",<old>,<new>`.
    private static Reply change(DualBandModule module, Arguments arguments) {
        if (!isCardFacility(arguments)) {
            return Reply.failed(CmeError.NOT_SUPPORTED);
        }
        Secret old = Secret.of(arguments.text(1).orElse(""));
        Secret changed = Secret.of(arguments.text(2).orElse(""));
        return isCode(old) && isCode(changed)
                ? module.sim().changePin(old, changed)
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    private static boolean isCardFacility(Arguments arguments) {
        return arguments.text(0).orElse("").equals("SC");
    }

    /// Type 129: a national number.
    private static Reply ownNumber(DualBandModule module, Arguments arguments) {
        if (!module.sim().isReady()) {
            return module.sim().refusal();
        }
        String number = module.sim().card().number();
        CharacterSet set = module.messaging().characterSet();
        return Reply.ok("+CNUM: \"\",\"" + set.toLine(number) + "\"," + SmsAddress.UNKNOWN);
    }
}
