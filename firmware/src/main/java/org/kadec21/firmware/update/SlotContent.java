package org.kadec21.firmware.update;

/// What a look into a slot found.
public sealed interface SlotContent {

    /// Nothing is installed there.
    record Empty() implements SlotContent {}

    /// The image that was installed, byte for byte, and of a form that this boot loader knows.
    record Sound(ImageManifest manifest, byte[] file) implements SlotContent {}

    /// A sound image, but of a key that the unit does not know. It does not start, and stays: the
    /// list may know its key again.
    ///
    /// @param reason which key was expected and which came
    record Stranger(String reason) implements SlotContent {}

    /// Something else than the table says, or an image of a later format.
    ///
    /// @param reason what was expected and what is there
    record Damaged(String reason) implements SlotContent {}
}
