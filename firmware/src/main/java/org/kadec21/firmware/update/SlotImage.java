package org.kadec21.firmware.update;

import java.util.HexFormat;

/// What a slot table says of the image in a slot.
///
/// @param version of the image
/// @param rollbackIndex of the image
/// @param length of its file in bytes
/// @param sha256 of its file, in hexadecimal digits
/// @param confirmed whether it once proved itself on this board
public record SlotImage(
        String version, int rollbackIndex, int length, String sha256, boolean confirmed) {

    /// An image as it is installed: nothing is proven yet.
    public static SlotImage installed(ImageManifest manifest, byte[] file) {
        return new SlotImage(
                manifest.version(), manifest.rollbackIndex(), file.length, Sha256.hex(file), false);
    }

    SlotImage asConfirmed() {
        return new SlotImage(version, rollbackIndex, length, sha256, true);
    }

    byte[] digest() {
        return HexFormat.of().parseHex(sha256);
    }
}
