package org.kadec21.firmware.instruction;

import java.time.Instant;
import java.util.List;

/// What a signed mail wants of one unit or several (`docs/instructions.md`).
public sealed interface Directive permits Instruction, ImagePart {

    /// Ids of the units it is for.
    List<String> units();

    /// Its number, 1 to 1,000,000,000.
    int sequence();

    /// By the unit's clock; from then on nobody follows it.
    Instant expires();
}
