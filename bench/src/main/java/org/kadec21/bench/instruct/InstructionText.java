package org.kadec21.bench.instruct;

import org.kadec21.firmware.instruction.Directive;
import org.kadec21.firmware.instruction.ImagePart;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;

import tools.jackson.databind.json.JsonMapper;

/// An instruction as the text that is signed. The same instruction gives the same text.
final class InstructionText {

    private InstructionText() {}

    static String of(Instruction instruction) {
        StringBuilder text = new StringBuilder(head(instruction)).append("changes:\n");
        for (Change change : instruction.changes()) {
            text.append("  - ").append(line(change)).append('\n');
        }
        return text.toString();
    }

    /// The same of a part of an image, whose bytes are attached.
    static String of(ImagePart part) {
        return head(part)
                + "image:\n  board: "
                + part.board()
                + "\n  bytes: "
                + part.parts().bytes()
                + "\n  sha256: "
                + quoted(part.sha256())
                + "\n  part-bytes: "
                + part.parts().partBytes()
                + "\n  part: "
                + part.number()
                + "\n";
    }

    private static String head(Directive directive) {
        return "schema: kadec21/instruction/1\nunits: ["
                + String.join(", ", directive.units())
                + "]\nsequence: "
                + directive.sequence()
                + "\nexpires: "
                + directive.expires()
                + "\n";
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
