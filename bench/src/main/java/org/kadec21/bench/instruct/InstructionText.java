package org.kadec21.bench.instruct;

import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;

import tools.jackson.databind.json.JsonMapper;

/// An instruction as the text that is signed. The same instruction gives the same text.
final class InstructionText {

    private InstructionText() {}

    static String of(Instruction instruction) {
        StringBuilder text = new StringBuilder("schema: kadec21/instruction/1\n");
        text.append("units: [").append(String.join(", ", instruction.units())).append("]\n");
        text.append("sequence: ").append(instruction.sequence()).append('\n');
        text.append("expires: ").append(instruction.expires()).append('\n');
        text.append("changes:\n");
        for (Change change : instruction.changes()) {
            text.append("  - ").append(line(change)).append('\n');
        }
        return text.toString();
    }

    private static String line(Change change) {
        return switch (change) {
            case Change.Put(SettingPath path, String value) ->
                    "{set: " + path.text() + ", to: " + quoted(value) + "}";
            case Change.Remove(SettingPath path) -> "{remove: " + path.text() + "}";
        };
    }

    /// A JSON string is a YAML one too (YAML 1.2, 7.3.1).
    private static String quoted(String value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
