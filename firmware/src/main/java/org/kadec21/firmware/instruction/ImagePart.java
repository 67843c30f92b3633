package org.kadec21.firmware.instruction;

import org.kadec21.firmware.transfer.Parts;

import java.time.Instant;
import java.util.List;

/// One part of a firmware image, whose bytes are attached to the text that says so. All parts of an
/// image have the same number, which is that of one instruction: to install it.
///
/// @param board kind of board the image is for
/// @param sha256 of the whole image, 64 hexadecimal digits in lower case
/// @param parts how it was cut
/// @param number of this part, from 1
public record ImagePart(
        List<String> units,
        int sequence,
        Instant expires,
        String board,
        String sha256,
        Parts parts,
        int number)
        implements Directive {

    /// The field by which a mail says that it brings a part, `3/41`. It is only a hint about what
    /// can wait.
    public static final String FIELD = "X-Kadec21-Image-Part";

    public ImagePart {
        units = List.copyOf(units);
    }
}
