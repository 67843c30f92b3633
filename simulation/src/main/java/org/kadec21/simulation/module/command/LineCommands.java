package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.AtHandler.Behaviour;
import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.device.ModuleMemory;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CallSettings;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.LineSettings.Characters;
import org.kadec21.simulation.module.line.Reply;

import java.util.List;

/// How the line speaks: ITU-T V.250 6.1 and 6.2, 3GPP TS 27.007 9.1, Quectel `+QISDE`.
public final class LineCommands implements CommandFamily {

    /// Switches of a modem with circuits and a carrier that this one has no use for.
    private static final List<String> ACCEPTED = List.of("&K", "&S", "L", "M");

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("E").execute(onOff((module, on) -> module.line().settings().withEcho(on)));
        registry.command("V")
                .execute(onOff((module, on) -> module.line().settings().withVerbose(on)));
        registry.command("Q")
                .execute(onOff((module, on) -> module.line().settings().withQuiet(on)));
        registry.command("Z").execute(LineCommands::restoreSaved);
        registry.command("&F").execute(LineCommands::restoreFactory);
        registry.command("&W").execute(LineCommands::save);
        registry.command("S").set(LineCommands::setRegister).read(LineCommands::readRegister);
        registry.command("&C").execute(calls(1, (calls, mode) -> calls.withCarrierDetect(mode)));
        registry.command("&D").execute(calls(2, (calls, mode) -> calls.withTerminalReady(mode)));
        registry.command("X").execute(calls(4, (calls, level) -> calls.withResults(level)));
        ACCEPTED.forEach(name -> registry.command(name).execute((module, arguments) -> Reply.ok()));
        registry.command("+CMEE")
                .set(LineCommands::reportErrors)
                .read((module, a) -> Reply.ok("+CMEE: " + module.line().settings().errorReport()))
                .test("+CMEE: (0-2)");
        registry.command("+QISDE")
                .set(LineCommands::echoPayload)
                .read((module, a) -> Reply.ok("+QISDE: " + bit(module)))
                .test("+QISDE: (0,1)");
    }

    private static int bit(DualBandModule module) {
        return module.line().settings().echoPayload() ? 1 : 0;
    }

    /// A basic command with 0 or 1; no number means 0 (V.250 5.3.1).
    private static Behaviour onOff(SettingsChange change) {
        return (module, arguments) -> {
            int value = arguments.numberOr(0, 0);
            if (value != 0 && value != 1) {
                return Reply.failed(CmeError.INVALID_PARAMETERS);
            }
            module.line().change(change.apply(module, value == 1));
            return Reply.ok();
        };
    }

    @FunctionalInterface
    private interface SettingsChange {
        LineSettings apply(DualBandModule module, boolean on);
    }

    /// A basic command with a number up to `most`.
    private static Behaviour calls(int most, CallsChange change) {
        return (module, arguments) -> {
            int value = arguments.numberOr(0, 0);
            if (value < 0 || value > most) {
                return Reply.failed(CmeError.INVALID_PARAMETERS);
            }
            LineSettings old = module.line().settings();
            return changed(module, old.withCalls(change.apply(old.calls(), value)));
        };
    }

    @FunctionalInterface
    private interface CallsChange {
        CallSettings apply(CallSettings calls, int value);
    }

    private static Reply restoreSaved(DualBandModule module, Arguments arguments) {
        int profile = arguments.numberOr(0, 0);
        if (!ModuleMemory.hasProfile(profile)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        module.line().change(atThisSpeed(module, module.memory().saved(profile)));
        module.line().dropRestOfLine();
        module.calls().hangUp();
        return Reply.ok();
    }

    private static Reply restoreFactory(DualBandModule module, Arguments arguments) {
        if (arguments.numberOr(0, 0) != 0) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return changed(module, atThisSpeed(module, LineSettings.FACTORY));
    }

    /// A restored profile leaves the speed as it is, or its OK would come at another one.
    private static LineSettings atThisSpeed(DualBandModule module, LineSettings restored) {
        int speed = module.line().settings().serial().bitsPerSecond();
        return restored.withSerial(restored.serial().withBitsPerSecond(speed));
    }

    private static Reply save(DualBandModule module, Arguments arguments) {
        int profile = arguments.numberOr(0, 0);
        if (!ModuleMemory.hasProfile(profile)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        module.memory().save(profile, module.line().settings());
        return Reply.ok();
    }

    private static Reply setRegister(DualBandModule module, Arguments arguments) {
        int register = arguments.numberOr(0, -1);
        boolean character = register >= 3 && register <= 5;
        if (!arguments.numberIn(1, register == 7 ? 1 : 0, character ? 127 : 255)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        LineSettings old = module.line().settings();
        CallSettings calls = old.calls();
        Characters characters = old.characters();
        int value = arguments.numberOr(1, 0);
        char c = (char) value;
        return switch (register) {
            case 0 -> changed(module, old.withCalls(calls.withAutoAnswer(value)));
            case 3 -> changed(module, old.withCharacters(characters.withTerminator(c)));
            case 4 -> changed(module, old.withCharacters(characters.withFormatter(c)));
            case 5 -> changed(module, old.withCharacters(characters.withBackspace(c)));
            case 7 -> changed(module, old.withCalls(calls.withPatience(value)));
            case 12 -> changed(module, old.withCalls(calls.withGuard(value)));
            default -> Reply.failed(CmeError.NOT_SUPPORTED);
        };
    }

    private static Reply changed(DualBandModule module, LineSettings settings) {
        module.line().change(settings);
        return Reply.ok();
    }

    private static Reply readRegister(DualBandModule module, Arguments arguments) {
        LineSettings settings = module.line().settings();
        return switch (arguments.numberOr(0, -1)) {
            case 0 -> register(settings.calls().autoAnswer());
            case 3 -> register(settings.characters().terminator());
            case 4 -> register(settings.characters().formatter());
            case 5 -> register(settings.characters().backspace());
            case 7 -> register(settings.calls().patience());
            case 12 -> register(settings.calls().guard());
            default -> Reply.failed(CmeError.NOT_SUPPORTED);
        };
    }

    /// Three digits (V.250 5.3.2).
    private static Reply register(int value) {
        return Reply.ok("%03d".formatted(value));
    }

    private static Reply reportErrors(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, 2)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return changed(module, module.line().settings().withErrorReport(arguments.numberOr(0, 0)));
    }

    private static Reply echoPayload(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, 1)) {
            return Reply.failed(CmeError.INVALID_PARAMETERS);
        }
        return changed(
                module, module.line().settings().withEchoPayload(arguments.numberOr(0, 0) == 1));
    }
}
