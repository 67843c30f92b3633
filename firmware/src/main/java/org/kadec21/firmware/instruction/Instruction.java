package org.kadec21.firmware.instruction;

import org.kadec21.firmware.settings.Change;

import java.time.Instant;
import java.util.List;

/// Changes of the configuration that an operator wants of one unit or several.
///
/// @param units ids of the units it is for
/// @param sequence rises with each instruction to a unit, 1 to 1,000,000,000
/// @param expires by the unit's clock; from then on nobody follows it
/// @param changes of the unit's configuration, in this order; not empty
public record Instruction(List<String> units, int sequence, Instant expires, List<Change> changes)
        implements Directive {

    /// Most units one instruction is for: their ids fit one header line (RFC 5322 2.1.1).
    public static final int MOST_UNITS = 25;

    public static final int MOST_CHANGES = 50;

    /// Largest mail that is fetched, sealed as it comes.
    public static final int MOST_MAIL_BYTES = 64 * 1024;

    /// The field by which a mail says that it brings an instruction, with the ids of its units. It
    /// is only a hint about what is worth fetching.
    public static final String FIELD = "X-Kadec21-Instruction";

    public Instruction {
        units = List.copyOf(units);
        changes = List.copyOf(changes);
    }

    /// Whether it holds something that nobody between operator and unit may read.
    public boolean isSecret() {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.Put && change.path().isSecret());
    }
}
