package org.kadec21.bench.memory;

import org.kadec21.bench.memory.StrictObject.Mismatch;
import org.kadec21.simulation.module.line.CallSettings;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.LineSettings.Characters;
import org.kadec21.simulation.module.line.SerialSettings;

import java.util.LinkedHashMap;
import java.util.Map;

/// One profile of `&W`: each field is named after the command that sets it.
final class ProfileText {

    private static final int MOST_CHARACTER = 127;
    private static final int MOST_REGISTER = 255;
    private static final int MOST_SPEED = 4_000_000;

    private ProfileText() {}

    static Map<String, Object> render(LineSettings settings) {
        CallSettings calls = settings.calls();
        SerialSettings serial = settings.serial();
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("E", settings.echo());
        profile.put("V", settings.verbose());
        profile.put("Q", settings.quiet());
        profile.put("X", calls.results());
        profile.put("&C", calls.carrierDetect());
        profile.put("&D", calls.terminalReady());
        profile.put("S0", calls.autoAnswer());
        profile.put("S3", (int) settings.characters().terminator());
        profile.put("S4", (int) settings.characters().formatter());
        profile.put("S5", (int) settings.characters().backspace());
        profile.put("S7", calls.patience());
        profile.put("S12", calls.guard());
        profile.put("+CMEE", settings.errorReport());
        profile.put("+IPR", serial.bitsPerSecond());
        profile.put("+IFC_by_module", serial.byModule());
        profile.put("+IFC_by_host", serial.byHost());
        profile.put("+QISDE", settings.echoPayload());
        return profile;
    }

    static LineSettings parse(StrictObject profile) throws Mismatch {
        LineSettings settings =
                new LineSettings(
                        profile.flag("E"),
                        profile.flag("V"),
                        profile.flag("Q"),
                        profile.number("+CMEE", 0, 2),
                        profile.flag("+QISDE"),
                        new Characters(
                                (char) profile.number("S3", 0, MOST_CHARACTER),
                                (char) profile.number("S4", 0, MOST_CHARACTER),
                                (char) profile.number("S5", 0, MOST_CHARACTER)),
                        calls(profile),
                        new SerialSettings(
                                profile.number("+IPR", 0, MOST_SPEED),
                                profile.number("+IFC_by_module", 0, 2),
                                profile.number("+IFC_by_host", 0, 2)));
        profile.requireNothingElse();
        return settings;
    }

    private static CallSettings calls(StrictObject profile) throws Mismatch {
        return new CallSettings(
                profile.number("S0", 0, MOST_REGISTER),
                profile.number("S7", 1, MOST_REGISTER),
                profile.number("S12", 0, MOST_REGISTER),
                profile.number("&C", 0, 1),
                profile.number("&D", 0, 2),
                profile.number("X", 0, 4));
    }
}
