package org.kadec21.firmware.transfer;

/// Why an image is not taken, or not installed.
///
/// @param sentence what was expected, what came, what to try; begins with the reason's word where
///   there is one (`docs/flashing-protocol.md`)
public record TransferRefusal(Kind kind, String sentence) {

    /// What it means for whoever sends the image.
    public enum Kind {
        /// The unit lacks something that only somebody on site can give it.
        CONFIGURATION,
        /// What was said does not fit what is kept.
        MISTAKEN,
        /// This image will never be installed here.
        UNUSABLE,
        /// It may go later, as it is.
        NOT_NOW
    }
}
