package org.kadec21.firmware.instruction;

import java.util.OptionalInt;

/// What became of one mail's examination.
public sealed interface Finding {

    /// It may be followed.
    record Good(Instruction instruction) implements Finding {}

    /// It brings a part of an image.
    ///
    /// @param content its bytes, as many as the part has
    record Part(ImagePart part, byte[] content) implements Finding {}

    /// It is not followed, now or ever.
    ///
    /// @param sequence its number, where that could be believed
    /// @param reason what was expected and what came, without a secret
    record Bad(OptionalInt sequence, String reason) implements Finding {}
}
