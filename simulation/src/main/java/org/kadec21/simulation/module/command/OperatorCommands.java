package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.core.OperatorChoice;
import org.kadec21.simulation.module.core.Registration;
import org.kadec21.simulation.module.core.Registration.Status;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.Reply;

import java.time.Duration;
import java.util.Optional;

/// Operator selection: 3GPP TS 27.007 7.3 (`+COPS`). There is one operator to choose.
public final class OperatorCommands implements CommandFamily {

    private static final int AUTOMATIC = 0;
    private static final int MANUAL = 1;
    private static final int DEREGISTER = 2;
    private static final int FORMAT_ONLY = 3;
    private static final int MANUAL_THEN_AUTOMATIC = 4;
    private static final int NUMERIC = 2;

    /// Digits of country and network in an IMSI.
    private static final int NETWORK_DIGITS = 5;

    /// A scan listens to every channel: so many times as long as registering.
    private static final int SCAN_FACTOR = 3;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+COPS")
                .read(OperatorCommands::current)
                .set(OperatorCommands::select)
                .test(OperatorCommands::scan);
    }

    private static Reply current(DualBandModule module, Arguments arguments) {
        OperatorChoice choice = module.registration().choice();
        return Reply.ok(
                module.registration().isHome()
                        ? "+COPS: %d,%d,\"%s\""
                                .formatted(
                                        choice.mode(),
                                        choice.format(),
                                        name(module, choice.format()))
                        : "+COPS: " + choice.mode());
    }

    private static String name(DualBandModule module, int format) {
        return format == NUMERIC
                ? numeric(module)
                : module.messaging().characterSet().toLine(module.radio().operator());
    }

    private static String numeric(DualBandModule module) {
        String imsi = module.sim().card().imsi();
        return imsi.substring(0, Math.min(NETWORK_DIGITS, imsi.length()));
    }

    /// `+COPS=<mode>[,<format>[,<operator>]]`.
    private static Reply select(DualBandModule module, Arguments arguments) {
        Registration registration = module.registration();
        OperatorChoice choice = registration.choice();
        int format = arguments.numberOr(1, choice.format());
        if (format < 0 || format > NUMERIC) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return switch (arguments.numberOr(0, -1)) {
            case AUTOMATIC -> {
                registration.choose(new OperatorChoice(AUTOMATIC, format));
                yield search(module, CmeError.NO_NETWORK_SERVICE);
            }
            case MANUAL -> manual(module, arguments, new OperatorChoice(MANUAL, format));
            case DEREGISTER -> {
                registration.choose(new OperatorChoice(DEREGISTER, format));
                registration.stop();
                yield Reply.ok();
            }
            case FORMAT_ONLY -> {
                registration.choose(new OperatorChoice(choice.mode(), format));
                yield Reply.ok();
            }
            case MANUAL_THEN_AUTOMATIC ->
                    manual(module, arguments, new OperatorChoice(AUTOMATIC, format));
            default -> Reply.failed(CmeError.INVALID_PARAMETERS);
        };
    }

    private static Reply manual(DualBandModule module, Arguments arguments, OperatorChoice choice) {
        Optional<String> typed =
                arguments
                        .text(2)
                        .flatMap(text ->
                                choice.format() == NUMERIC
                                        ? Optional.of(text)
                                        : module.messaging().characterSet().toText(text));
        if (typed.isEmpty()) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        boolean known =
                typed.get()
                        .equals(
                                choice.format() == NUMERIC
                                        ? numeric(module)
                                        : module.radio().operator());
        if (!known && choice.mode() == MANUAL) {
            return module.pending(
                    module.timings().registration(),
                    () -> Reply.failed(CmeError.NO_NETWORK_SERVICE));
        }
        module.registration().choose(choice);
        return search(module, CmeError.NO_NETWORK_SERVICE);
    }

    /// Blocks the port until the search is over, unless the module is registered already.
    private static Reply search(DualBandModule module, CmeError otherwise) {
        if (!module.power().isRadioOn() || !module.sim().isReady()) {
            return Reply.ok();
        }
        Registration registration = module.registration();
        if (registration.isHome()) {
            return Reply.ok();
        }
        registration.start();
        Duration patience = module.timings().registration().plusSeconds(1);
        return module.pending(patience, () -> Reply.okIf(registration.isHome(), otherwise));
    }

    private static Reply scan(DualBandModule module, Arguments arguments) {
        if (!module.power().isRadioOn()) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        Duration span = module.timings().registration().multipliedBy(SCAN_FACTOR);
        return module.pending(span, () -> Reply.ok("+COPS: " + found(module)));
    }

    private static String found(DualBandModule module) {
        Status status = module.registration().status();
        String ranges = ",,(0-4),(0-2)";
        int availability =
                switch (status) {
                    case HOME -> 2;
                    case NOT_SEARCHING -> 1;
                    case DENIED -> 3;
                    case SEARCHING -> 0;
                };
        if (status == Status.SEARCHING) {
            return ranges.substring(2);
        }
        String name = name(module, 0);
        return "(%d,\"%s\",\"%s\",\"%s\")".formatted(availability, name, name, numeric(module))
                + ranges;
    }
}
